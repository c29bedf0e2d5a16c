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
  isOutOfRange,
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
  const { mutate, isPending, error, reset } = useMutation(
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
  const isRefused = changed.some((field) => findFault(field, texts) !== undefined);

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
    if (changes.length > 0 && !isRefused) mutate({ changes });
  }

  function handleCancel() {
    setTexts({});
    reset();
  }

  const nameOf = (field: Setting) => `${module.name}.${field.name}`;
  const elsewhere = refusals.filter(({ field }) => !shown.some((one) => nameOf(one) === field));

  if (shown.length === 0) return null;
  return (
    <Panel id={module.name} title={describeModule(module.name)}>
      <form noValidate onSubmit={handleSubmit}>
        <div className="sheet">
          {shown.map((field) => (
            <SettingField
              key={field.name}
              module={module.name}
              field={field}
              text={texts[field.name]}
              fault={findFault(field, texts)}
              refusal={refusals.find((refusal) => refusal.field === nameOf(field))?.message}
              onChange={(text) => setTexts({ ...texts, [field.name]: text })}
              onReset={() => mutate({ changes: [{ module: module.name, name: field.name }] })}
            />
          ))}
        </div>
        {error === null || (refusals.length > 0 && elsewhere.length === 0) ? null : (
          <div className="mt-3">
            <Problem>{elsewhere[0]?.message ?? describeError(error)}</Problem>
          </div>
        )}
        {changed.length === 0 ? null : (
          <div className="sticky bottom-[calc(var(--tabs-height)+0.75rem)] z-10 mt-3 flex gap-2 rounded-lg border border-line bg-surface p-2.5 shadow-float">
            <Button type="submit" look="primary" isBusy={isPending} disabled={isRefused}>
              {t("settings.save")}
            </Button>
            <Button look="quiet" onClick={handleCancel}>
              {t("app.cancel")}
            </Button>
          </div>
        )}
      </form>
    </Panel>
  );
}

/** Why what was entered cannot be sent. */
function findFault(field: Setting, texts: Readonly<Record<string, string>>) {
  if (texts[field.name] === undefined) return undefined;
  const result = read(field, texts);
  if (result === undefined) return "malformed";
  return isOutOfRange(result.value, field.schema) ? "outOfRange" : undefined;
}

function read(field: Setting, texts: Readonly<Record<string, string>>) {
  return readValue(texts[field.name] ?? "", chooseInput(field));
}
