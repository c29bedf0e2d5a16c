import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useId, useState, type FormEvent } from "react";

import { Button } from "../../components/ui/button.tsx";
import { Checkbox } from "../../components/ui/checkbox.tsx";
import { CopyField } from "../../components/ui/copy-field.tsx";
import { Dialog } from "../../components/ui/dialog.tsx";
import { Field } from "../../components/ui/field.tsx";
import { Problem } from "../../components/ui/problem.tsx";
import { SelectField } from "../../components/ui/select-field.tsx";
import { describeError, fieldErrors } from "../../lib/api-error.ts";
import { t } from "../../lib/messages/translate.ts";
import { orpc, type ApiOutputs } from "../../lib/orpc.ts";
import { useServerUrl } from "../../lib/use-server-url.ts";
import { describeRole } from "./describe-role.ts";
import type { Role } from "./use-roles.ts";

interface CreatePersonDialogProps {
  roles: readonly Role[];
  onClose: () => void;
}

/** Makes an account for somebody, and shows the link for their password the one time it can be shown. */
export function CreatePersonDialog({ roles, onClose }: CreatePersonDialogProps) {
  const form = useId();
  const client = useQueryClient();
  const [values, setValues] = useState({ name: "", email: "", role: "member", sendsMail: false });
  const { data: mail } = useQuery(orpc.admin.mail.pending.queryOptions());
  const canMail = mail !== undefined && mail.problem === undefined;
  const { mutate, data, isPending, error } = useMutation(
    orpc.admin.people.create.mutationOptions({
      onSuccess: () => client.invalidateQueries({ queryKey: orpc.admin.key() }),
    }),
  );
  const errorOf = (field: string) =>
    fieldErrors(error).find((entry) => entry.field === field)?.message;
  const hasFieldErrors = fieldErrors(error).length > 0;

  function handleSubmit(event: FormEvent) {
    event.preventDefault();
    mutate({ ...values, sendsMail: canMail && values.sendsMail });
  }

  if (data !== undefined) return <MadeDialog made={data} onClose={onClose} />;
  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      title={t("people.create")}
      description={t("people.createText")}
      footer={
        <>
          <Button onClick={onClose}>{t("app.cancel")}</Button>
          <Button look="primary" type="submit" form={form} isBusy={isPending}>
            {t("people.makeAccount")}
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={handleSubmit} className="grid gap-4 pt-1">
        <Field
          label={t("people.name")}
          required
          maxLength={100}
          autoComplete="off"
          value={values.name}
          error={errorOf("name")}
          onChange={(event) => setValues({ ...values, name: event.target.value })}
        />
        <Field
          label={t("people.email")}
          type="email"
          required
          maxLength={254}
          autoComplete="off"
          value={values.email}
          error={errorOf("email")}
          onChange={(event) => setValues({ ...values, email: event.target.value })}
        />
        <SelectField
          label={t("people.role")}
          value={values.role}
          options={roles.map(({ id, name }) => ({ value: id, name: describeRole(name) }))}
          onChange={(role) => setValues({ ...values, role })}
        />
        {canMail ? (
          <Checkbox
            checked={values.sendsMail}
            onChange={(event) => setValues({ ...values, sendsMail: event.target.checked })}
          >
            {t("people.sendMail")}
          </Checkbox>
        ) : null}
        {error === null || hasFieldErrors ? null : <Problem>{describeError(error)}</Problem>}
      </form>
    </Dialog>
  );
}

interface MadeDialogProps {
  made: ApiOutputs["admin"]["people"]["create"];
  onClose: () => void;
}

function MadeDialog({ made: { person, path, link }, onClose }: MadeDialogProps) {
  const serverUrl = useServerUrl();
  const { name, email } = person;
  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      title={t("people.madeTitle")}
      description={
        path === undefined ? t("people.madeMail", { email }) : t("people.madeText", { name })
      }
      footer={
        <Button look="primary" onClick={onClose}>
          {t("keys.done")}
        </Button>
      }
    >
      {path === undefined ? null : (
        <CopyField label={t("people.madeLink")} value={link ?? serverUrl(path as `/${string}`)} />
      )}
    </Dialog>
  );
}
