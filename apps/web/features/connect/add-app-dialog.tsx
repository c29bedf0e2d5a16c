"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useId, useState, type FormEvent } from "react";

import { Button } from "../../components/ui/button.tsx";
import { Dialog } from "../../components/ui/dialog.tsx";
import { Field } from "../../components/ui/field.tsx";
import { Problem } from "../../components/ui/problem.tsx";
import { SelectField } from "../../components/ui/select-field.tsx";
import { useToast } from "../../components/ui/toast.tsx";
import { describeError, fieldErrors } from "../../lib/api-error.ts";
import { t } from "../../lib/messages/translate.ts";
import { orpc } from "../../lib/orpc.ts";
import { useServerUrl } from "../../lib/use-server-url.ts";
import { useShowRefusal } from "../../lib/use-show-refusal.ts";
import { APP_NAMES, APP_PORTS, type AppKind } from "./app-names.ts";

const KINDS = Object.keys(APP_NAMES) as AppKind[];

/** Adds this index to a program, with a key of its own. */
export function AddAppDialog({ onClose }: { onClose: () => void }) {
  const form = useId();
  const client = useQueryClient();
  const toast = useToast();
  const here = useServerUrl()("/").replace(/\/$/, "");
  const [kind, setKind] = useState<AppKind>("sonarr");
  const [values, setValues] = useState({ url: "", apiKey: "", minatoUrl: here, profile: "" });
  const { data: profiles } = useQuery(orpc.feeds.profiles.list.queryOptions());
  const { mutate, isPending, error } = useMutation(
    orpc.connect.add.mutationOptions({
      onSuccess: async () => {
        await client.invalidateQueries({ queryKey: orpc.connect.key() });
        void client.invalidateQueries({ queryKey: orpc.admin.apiKeys.list.key() });
        toast(t("apps.added", { name: APP_NAMES[kind] }));
        onClose();
      },
    }),
  );
  const shown = useShowRefusal(error);
  const refusals = fieldErrors(error);
  const isBesideField = refusals.some(({ field }) => Object.hasOwn(values, field));
  const input = (name: "url" | "apiKey" | "minatoUrl") => ({
    label: t(`apps.${name}`, { name: APP_NAMES[kind] }),
    value: values[name],
    error: refusals.find(({ field }) => field === name)?.message,
    autoComplete: "off",
    spellCheck: false,
    required: true,
    onChange: (event: { target: { value: string } }) =>
      setValues({ ...values, [name]: event.target.value }),
  });

  function handleSubmit(event: FormEvent) {
    event.preventDefault();
    const { apiKey, profile } = values;
    const url = withProtocol(values.url);
    const minatoUrl = withProtocol(values.minatoUrl);
    setValues({ ...values, url, minatoUrl });
    mutate({ kind, url, apiKey, minatoUrl, ...(profile === "" ? {} : { profile }) });
  }

  const footer = (
    <>
      <Button onClick={onClose}>{t("app.cancel")}</Button>
      <Button look="primary" type="submit" form={form} isBusy={isPending}>
        {t("apps.addTo", { name: APP_NAMES[kind] })}
      </Button>
    </>
  );
  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      title={t("apps.add")}
      description={t("apps.lead")}
      footer={footer}
    >
      <form ref={shown} id={form} onSubmit={handleSubmit} className="grid gap-4 pt-1">
        <SelectField
          label={t("connect.program")}
          value={kind}
          options={KINDS.map((value) => ({ value, name: APP_NAMES[value] }))}
          onChange={setKind}
        />
        <Field {...input("url")} placeholder={`http://localhost:${APP_PORTS[kind]}`} />
        <Field {...input("apiKey")} hint={t("apps.apiKeyHint")} />
        <Field {...input("minatoUrl")} hint={t("apps.minatoUrlHint")} />
        {profiles === undefined || profiles.items.length === 0 ? null : (
          <SelectField
            label={t("apps.profile")}
            value={values.profile}
            options={[
              { value: "", name: t("apps.everything") },
              ...profiles.items.map(({ name, title }) => ({ value: name, name: title })),
            ]}
            onChange={(profile) => setValues({ ...values, profile })}
          />
        )}
        {error === null || isBesideField ? null : <Problem>{describeError(error)}</Problem>}
      </form>
    </Dialog>
  );
}

/** `sonarr:8989` is what people type, and what their programs call themselves at home. */
function withProtocol(address: string): string {
  const typed = address.trim();
  return typed === "" || /^[a-z]+:\/\//i.test(typed) ? typed : `http://${typed}`;
}
