import { useQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useId, useState, type FormEvent } from "react";

import { Button } from "../../components/ui/button.tsx";
import { ConfirmDialog } from "../../components/ui/confirm-dialog.tsx";
import { Dialog } from "../../components/ui/dialog.tsx";
import { Field } from "../../components/ui/field.tsx";
import { Panel } from "../../components/ui/panel.tsx";
import { Problem } from "../../components/ui/problem.tsx";
import { RelativeTime } from "../../components/ui/relative-time.tsx";
import { describeError } from "../../lib/api-error.ts";
import { t } from "../../lib/messages/translate.ts";
import { orpc } from "../../lib/orpc.ts";
import { addPasskey, canUsePasskeys, PasskeyCancelled, removePasskey } from "../../lib/passkeys.ts";
import { useAccountChange, type Account } from "./use-account.ts";

/** The passkeys of an account. */
export function PasskeyPanel({ account }: { account: Account }) {
  const [isAdding, setIsAdding] = useState(false);
  const [removing, setRemoving] = useState<Account["passkeys"][number]>();
  const { data: options } = useQuery(orpc.identity.signIn.options.queryOptions());
  const isPossible = options !== undefined && canUsePasskeys(options.passkeyDomain);
  return (
    <Panel
      id="passkeys"
      title={t("passkeys.title")}
      aside={
        isPossible ? (
          <Button size="small" onClick={() => setIsAdding(true)}>
            <Plus aria-hidden size={16} />
            {t("passkeys.add")}
          </Button>
        ) : undefined
      }
    >
      <div className="sheet">
        <div className="py-3">
          <p className="text-pretty text-ink-soft">{t("passkeys.text")}</p>
          {isPossible || options === undefined ? null : (
            <p className="mt-1 text-small text-ink-faint">{t("passkeys.unavailable")}</p>
          )}
        </div>
        {account.passkeys.length === 0 ? null : (
          <div className="px-0!">
            <ul aria-label={t("passkeys.title")} className="divide-y divide-line">
              {account.passkeys.map((passkey) => (
                <li
                  key={passkey.id}
                  className="flex items-center justify-between gap-4 px-4 py-2.5"
                >
                  <div className="min-w-0">
                    <div className="truncate font-medium">{passkey.name}</div>
                    <div className="text-small text-ink-faint">
                      {t("passkeys.addedAt")} <RelativeTime value={passkey.createdAt} />
                    </div>
                  </div>
                  <Button
                    look="danger"
                    size="small"
                    aria-label={t("passkeys.removeOf", { name: passkey.name })}
                    onClick={() => setRemoving(passkey)}
                  >
                    {t("passkeys.remove")}
                  </Button>
                </li>
              ))}
            </ul>
          </div>
        )}
      </div>
      {isAdding ? <AddDialog onClose={() => setIsAdding(false)} /> : null}
      {removing === undefined ? null : (
        <RemoveDialog passkey={removing} onClose={() => setRemoving(undefined)} />
      )}
    </Panel>
  );
}

function AddDialog({ onClose }: { onClose: () => void }) {
  const form = useId();
  const [name, setName] = useState("");
  const { mutate, isPending, error } = useAccountChange(addPasskey, {
    done: t("passkeys.added"),
    onDone: onClose,
  });

  function handleSubmit(event: FormEvent) {
    event.preventDefault();
    mutate(name.trim());
  }

  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      title={t("passkeys.add")}
      footer={
        <>
          <Button onClick={onClose}>{t("app.cancel")}</Button>
          <Button look="primary" type="submit" form={form} isBusy={isPending}>
            {t("twoFactor.next")}
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={handleSubmit} className="grid gap-4 pt-1">
        <Field
          label={t("passkeys.name")}
          required
          maxLength={60}
          autoComplete="off"
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        {error === null ? null : (
          <Problem>
            {error instanceof PasskeyCancelled ? t("passkeys.failed") : describeError(error)}
          </Problem>
        )}
      </form>
    </Dialog>
  );
}

interface RemoveDialogProps {
  passkey: Account["passkeys"][number];
  onClose: () => void;
}

function RemoveDialog({ passkey: { id, name }, onClose }: RemoveDialogProps) {
  const { mutate, isPending, error } = useAccountChange(removePasskey, {
    done: t("passkeys.removed"),
    onDone: onClose,
  });
  return (
    <ConfirmDialog
      title={t("passkeys.removeTitle", { name })}
      text={t("passkeys.removeText")}
      confirm={t("passkeys.remove")}
      isPending={isPending}
      error={error}
      onConfirm={() => mutate(id)}
      onClose={onClose}
    />
  );
}
