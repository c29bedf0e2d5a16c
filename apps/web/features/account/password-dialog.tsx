import { useId, useState, type FormEvent } from "react";

import { Button } from "../../components/ui/button.tsx";
import { Dialog } from "../../components/ui/dialog.tsx";
import { PasswordField } from "../../components/ui/password-field.tsx";
import { Problem } from "../../components/ui/problem.tsx";
import { describeError } from "../../lib/api-error.ts";
import { t } from "../../lib/messages/translate.ts";
import { describeWrongPassword } from "./use-account.ts";

interface PasswordDialogProps {
  title: string;
  text: string;
  /** What happens, on the button. */
  confirm: string;
  look?: "primary" | "destroy";
  hasPassword: boolean;
  isPending: boolean;
  error: unknown;
  onConfirm: (password: string | undefined) => void;
  onClose: () => void;
}

/** Asks for the password before something that weighs. */
export function PasswordDialog(props: PasswordDialogProps) {
  const { title, text, confirm, look = "primary", hasPassword, isPending, error } = props;
  const form = useId();
  const [password, setPassword] = useState("");

  function handleSubmit(event: FormEvent) {
    event.preventDefault();
    props.onConfirm(hasPassword ? password : undefined);
  }

  return (
    <Dialog
      isOpen
      onOpenChange={props.onClose}
      title={title}
      description={text}
      footer={
        <>
          <Button onClick={props.onClose}>{t("app.cancel")}</Button>
          <Button look={look} type="submit" form={form} isBusy={isPending}>
            {confirm}
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={handleSubmit} className="grid gap-4 pt-1">
        {hasPassword ? (
          <PasswordField
            label={t("account.currentPassword")}
            autoComplete="current-password"
            required
            value={password}
            onChange={(event) => setPassword(event.target.value)}
          />
        ) : null}
        {error === null ? null : (
          <Problem>{describeWrongPassword(error) ?? describeError(error)}</Problem>
        )}
      </form>
    </Dialog>
  );
}
