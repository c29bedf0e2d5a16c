import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useId, useState, type FormEvent } from "react";

import { Button } from "../../components/ui/button.tsx";
import { CopyField } from "../../components/ui/copy-field.tsx";
import { Dialog } from "../../components/ui/dialog.tsx";
import { Field } from "../../components/ui/field.tsx";
import { Problem } from "../../components/ui/problem.tsx";
import { describeError } from "../../lib/api-error.ts";
import { t } from "../../lib/messages/translate.ts";
import { orpc, type ApiInputs } from "../../lib/orpc.ts";
import { useServerUrl } from "../../lib/use-server-url.ts";

/** Makes an invitation and shows its link the one time it can be shown. */
export function InviteDialog({ onClose }: { onClose: () => void }) {
  const form = useId();
  const serverUrl = useServerUrl();
  const client = useQueryClient();
  const { mutate, data, isPending, error } = useMutation(
    orpc.identity.invitations.create.mutationOptions({
      onSuccess: () => client.invalidateQueries({ queryKey: orpc.identity.invitations.key() }),
    }),
  );
  if (data !== undefined) {
    return (
      <Dialog
        isOpen
        onOpenChange={onClose}
        title={t("invite.madeTitle")}
        description={t("invite.madeText")}
        footer={
          <Button look="primary" onClick={onClose}>
            {t("keys.done")}
          </Button>
        }
      >
        <CopyField
          label={t("invite.link")}
          value={data.link ?? serverUrl(data.path as `/${string}`)}
        />
      </Dialog>
    );
  }
  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      title={t("invite.create")}
      footer={
        <>
          <Button onClick={onClose}>{t("app.cancel")}</Button>
          <Button look="primary" type="submit" form={form} isBusy={isPending}>
            {t("invite.make")}
          </Button>
        </>
      }
    >
      <InviteForm id={form} onSubmit={mutate}>
        {error === null ? null : <Problem>{describeError(error)}</Problem>}
      </InviteForm>
    </Dialog>
  );
}

interface InviteFormProps {
  id: string;
  onSubmit: (input: ApiInputs["identity"]["invitations"]["create"]) => void;
  children: React.ReactNode;
}

function InviteForm({ id, onSubmit, children }: InviteFormProps) {
  const [values, setValues] = useState({ note: "", email: "", maxUses: "1", days: "14" });
  const input = (name: keyof typeof values) => ({
    value: values[name],
    onChange: (event: { target: { value: string } }) =>
      setValues({ ...values, [name]: event.target.value }),
  });

  function handleSubmit(event: FormEvent) {
    event.preventDefault();
    const email = values.email.trim();
    const note = values.note.trim();
    onSubmit({
      ...(email === "" ? {} : { email }),
      ...(note === "" ? {} : { note }),
      maxUses: email === "" ? Number(values.maxUses) : 1,
      days: Number(values.days),
    });
  }

  return (
    <form id={id} onSubmit={handleSubmit} className="grid gap-4 pt-1">
      <Field label={t("invite.note")} maxLength={200} autoComplete="off" {...input("note")} />
      <Field
        label={t("invite.email")}
        type="email"
        maxLength={254}
        autoComplete="off"
        {...input("email")}
      />
      <div className="grid grid-cols-2 gap-4">
        <Field
          label={t("invite.uses")}
          type="number"
          min={1}
          max={1000}
          required
          disabled={values.email.trim() !== ""}
          {...input("maxUses")}
        />
        <Field
          label={t("invite.days")}
          type="number"
          min={1}
          max={365}
          required
          {...input("days")}
        />
      </div>
      {children}
    </form>
  );
}
