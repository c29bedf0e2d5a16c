"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";

import { Button } from "../../components/ui/button.tsx";
import { Panel } from "../../components/ui/panel.tsx";
import { Problem } from "../../components/ui/problem.tsx";
import { useToast } from "../../components/ui/toast.tsx";
import { describeError, fieldErrors } from "../../lib/api-error.ts";
import { t } from "../../lib/messages/translate.ts";
import { orpc } from "../../lib/orpc.ts";
import { SettingField } from "./setting-field.tsx";
import {
  chooseInput,
  describeModule,
  findFields,
  readValue,
  type Setting,
  type SettingsModule,
} from "./setting-values.ts";

interface SettingsFormProps {
  module: SettingsModule;
  /** Only settings with these words are shown, and those that are being changed. */
  words: string;
}

/** The settings of one module; what was changed is saved together. */
export function SettingsForm({ module, words }: SettingsFormProps) {
  const client = useQueryClient();
  const toast = useToast();
  const [texts, setTexts] = useState<Readonly<Record<string, string>>>({});
  const { mutate, isPending, error } = useMutation(
    orpc.admin.config.update.mutationOptions({
      onSuccess: (description) => {
        client.setQueryData(orpc.admin.config.get.queryKey(), description);
        setTexts({});
        toast(t("settings.saved"));
      },
    }),
  );
  const refusals = fieldErrors(error);
  const changed = module.fields.filter(({ name }) => texts[name] !== undefined);
  const isMalformed = changed.some((field) => read(field, texts) === undefined);

  const found = new Set(findFields(module, words));
  const shown = module.fields.filter(
    (field) => found.has(field) || texts[field.name] !== undefined,
  );

  function handleSubmit(event: FormEvent) {
    event.preventDefault();
    const changes = changed.flatMap((field) => {
      const result = read(field, texts);
      return result === undefined ? [] : [{ module: module.name, name: field.name, ...result }];
    });
    if (changes.length > 0 && !isMalformed) mutate({ changes });
  }

  if (shown.length === 0) return null;
  return (
    <Panel id={module.name} title={describeModule(module.name)}>
      <form noValidate onSubmit={handleSubmit}>
        <div className="sheet">
          {shown.map((field) => (
            <SettingField
              key={field.name}
              field={field}
              text={texts[field.name]}
              isMalformed={texts[field.name] !== undefined && read(field, texts) === undefined}
              refusal={
                refusals.find((refusal) => refusal.field === `${module.name}.${field.name}`)
                  ?.message
              }
              onChange={(text) => setTexts({ ...texts, [field.name]: text })}
              onReset={() => mutate({ changes: [{ module: module.name, name: field.name }] })}
            />
          ))}
        </div>
        {error === null || refusals.length > 0 ? null : (
          <div className="mt-3">
            <Problem>{describeError(error)}</Problem>
          </div>
        )}
        {changed.length === 0 ? null : (
          <div className="mt-3 flex gap-2">
            <Button type="submit" look="primary" isBusy={isPending} disabled={isMalformed}>
              {t("settings.save")}
            </Button>
            <Button onClick={() => setTexts({})}>{t("app.cancel")}</Button>
          </div>
        )}
      </form>
    </Panel>
  );
}

function read(field: Setting, texts: Readonly<Record<string, string>>) {
  return readValue(texts[field.name] ?? "", chooseInput(field));
}
