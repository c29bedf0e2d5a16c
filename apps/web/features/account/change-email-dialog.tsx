import { useId, useState, type FormEvent } from "react";

import { Button } from "../../components/ui/button.tsx";
import { Dialog } from "../../components/ui/dialog.tsx";
import { Field } from "../../components/ui/field.tsx";
import { PasswordField } from "../../components/ui/password-field.tsx";
import { Problem } from "../../components/ui/problem.tsx";
import { describeError } from "../../lib/api-error.ts";
import { changeEmail } from "../../lib/auth.ts";
import { t } from "../../lib/messages/translate.ts";
import { describeWrongPassword, useAccountChange, type Account } from "./use-account.ts";

interface ChangeEmailDialogProps {
  account: Account;
  onClose: () => void;
}

/** Asks for a new address and the password. */
export function ChangeEmailDialog({ account, onClose }: ChangeEmailDialogProps) {
  const form = useId();
  const [newEmail, setNewEmail] = useState("");
  const [currentPassword, setCurrentPassword] = useState("");
  const { mutate, isPending, error } = useAccountChange(changeEmail, {
    done: t("account.emailAsked"),
    onDone: onClose,
  });

  function handleSubmit(event: FormEvent) {
    event.preventDefault();
    mutate({ newEmail: newEmail.trim(), ...(account.hasPassword ? { currentPassword } : {}) });
  }

  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      title={t("account.changeEmail")}
      description={t("account.changeEmailText")}
      footer={
        <>
          <Button onClick={onClose}>{t("app.cancel")}</Button>
          <Button look="primary" type="submit" form={form} isBusy={isPending}>
            {t("account.changeEmail")}
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={handleSubmit} className="grid gap-4 pt-1">
        <Field
          label={t("account.newEmail")}
          type="email"
          autoComplete="email"
          required
          maxLength={254}
          value={newEmail}
          onChange={(event) => setNewEmail(event.target.value)}
        />
        {account.hasPassword ? (
          <PasswordField
            label={t("account.currentPassword")}
            autoComplete="current-password"
            required
            value={currentPassword}
            onChange={(event) => setCurrentPassword(event.target.value)}
          />
        ) : null}
        {error === null ? null : (
          <Problem>{describeWrongPassword(error) ?? describeError(error)}</Problem>
        )}
      </form>
    </Dialog>
  );
}
