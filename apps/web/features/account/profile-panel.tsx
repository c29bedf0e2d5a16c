import { useState, type FormEvent } from "react";

import { Button } from "../../components/ui/button.tsx";
import { Field } from "../../components/ui/field.tsx";
import { Panel } from "../../components/ui/panel.tsx";
import { Problem } from "../../components/ui/problem.tsx";
import { describeError } from "../../lib/api-error.ts";
import { changeName } from "../../lib/auth.ts";
import { t } from "../../lib/messages/translate.ts";
import { ChangeEmailDialog } from "./change-email-dialog.tsx";
import { useAccountChange, type Account } from "./use-account.ts";

/** Name and address. */
export function ProfilePanel({ account }: { account: Account }) {
  const [name, setName] = useState(account.name);
  const [isChanging, setIsChanging] = useState(false);
  const { mutate, isPending, error } = useAccountChange(changeName, { done: t("account.saved") });
  const isChanged = name.trim() !== account.name;

  function handleSubmit(event: FormEvent) {
    event.preventDefault();
    if (isChanged && name.trim() !== "") mutate(name.trim());
  }

  return (
    <Panel id="profile" title={t("account.profile")}>
      <div className="sheet">
        <form onSubmit={handleSubmit} className="flex flex-wrap items-end gap-2 py-4">
          <div className="min-w-40 flex-1">
            <Field
              label={t("account.name")}
              autoComplete="name"
              maxLength={100}
              required
              value={name}
              onChange={(event) => setName(event.target.value)}
            />
          </div>
          <Button type="submit" className="h-10" disabled={!isChanged} isBusy={isPending}>
            {t("account.save")}
          </Button>
        </form>
        {error === null ? null : (
          <div className="py-3">
            <Problem>{describeError(error)}</Problem>
          </div>
        )}
        <div className="flex flex-wrap items-center justify-between gap-2 py-3">
          <div className="min-w-0">
            <div className="text-small font-medium">{t("account.email")}</div>
            <div className="truncate text-ink-soft">
              {account.email}
              {account.emailVerified ? null : (
                <span className="text-poor"> · {t("account.unconfirmed")}</span>
              )}
            </div>
          </div>
          <Button onClick={() => setIsChanging(true)}>{t("account.changeEmail")}</Button>
        </div>
      </div>
      {isChanging ? (
        <ChangeEmailDialog account={account} onClose={() => setIsChanging(false)} />
      ) : null}
    </Panel>
  );
}
