import { useState, type FormEvent } from "react";

import { Button } from "../../components/ui/button.tsx";
import { Panel } from "../../components/ui/panel.tsx";
import { PasswordField } from "../../components/ui/password-field.tsx";
import { Problem } from "../../components/ui/problem.tsx";
import { describeError } from "../../lib/api-error.ts";
import { changePassword, requestReset } from "../../lib/auth.ts";
import { t } from "../../lib/messages/translate.ts";
import { MIN_PASSWORD_LENGTH } from "../identity/password-strength.ts";
import { StrengthHint } from "../setup/strength-hint.tsx";
import { describeWrongPassword, useAccountChange, type Account } from "./use-account.ts";

/** Changes the password, or lets whoever has none set one. */
export function PasswordPanel({ account }: { account: Account }) {
  return (
    <Panel id="password" title={t("account.password")}>
      <div className="sheet">
        {account.hasPassword ? <ChangeForm account={account} /> : <SetPassword account={account} />}
      </div>
    </Panel>
  );
}

function ChangeForm({ account }: { account: Account }) {
  const [currentPassword, setCurrentPassword] = useState("");
  const [newPassword, setNewPassword] = useState("");
  const { mutate, isPending, error } = useAccountChange(changePassword, {
    done: t("account.passwordChanged"),
    onDone: () => {
      setCurrentPassword("");
      setNewPassword("");
    },
  });

  function handleSubmit(event: FormEvent) {
    event.preventDefault();
    mutate({ currentPassword, newPassword });
  }

  return (
    <form onSubmit={handleSubmit} className="grid gap-3 py-4">
      <p className="text-ink-soft">{t("account.passwordText")}</p>
      <div className="grid gap-4 sm:grid-cols-2">
        <PasswordField
          label={t("account.currentPassword")}
          autoComplete="current-password"
          required
          value={currentPassword}
          onChange={(event) => setCurrentPassword(event.target.value)}
        />
        <PasswordField
          label={t("account.newPassword")}
          autoComplete="new-password"
          required
          minLength={MIN_PASSWORD_LENGTH}
          maxLength={128}
          hint={
            newPassword === "" ? undefined : (
              <StrengthHint name={account.name} email={account.email} password={newPassword} />
            )
          }
          value={newPassword}
          onChange={(event) => setNewPassword(event.target.value)}
        />
      </div>
      {error === null ? null : (
        <Problem>{describeWrongPassword(error) ?? describeError(error)}</Problem>
      )}
      <Button type="submit" className="w-fit" isBusy={isPending}>
        {t("account.changePassword")}
      </Button>
    </form>
  );
}

function SetPassword({ account }: { account: Account }) {
  const { mutate, isPending, error } = useAccountChange(requestReset, {
    done: t("account.setPasswordAsked"),
  });
  return (
    <div className="grid gap-3 py-4">
      <p className="text-ink-soft">{t("account.noPassword")}</p>
      {error === null ? null : <Problem>{describeError(error)}</Problem>}
      <Button className="w-fit" isBusy={isPending} onClick={() => mutate(account.email)}>
        {t("account.setPassword")}
      </Button>
    </div>
  );
}
