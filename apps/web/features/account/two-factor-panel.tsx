import { useState } from "react";

import { Button } from "../../components/ui/button.tsx";
import { Panel } from "../../components/ui/panel.tsx";
import { disableTwoFactor } from "../../lib/auth.ts";
import { lazyComponent } from "../../lib/lazy-component.tsx";
import { t } from "../../lib/messages/translate.ts";
import { PasswordDialog } from "./password-dialog.tsx";
import { RecoveryCodeDialog } from "./recovery-code-dialog.tsx";
import { useAccountChange, type Account } from "./use-account.ts";

const TwoFactorDialog = lazyComponent(
  async () => (await import("./two-factor-dialog.tsx")).TwoFactorDialog,
);

/** Turns the second factor on and off. */
export function TwoFactorPanel({ account }: { account: Account }) {
  const [open, setOpen] = useState<"set up" | "turn off" | "renew">();
  const close = () => setOpen(undefined);
  const { twoFactorEnabled: isOn } = account;
  return (
    <Panel id="two-factor" title={t("twoFactor.title")}>
      <div className="sheet">
        <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 py-3">
          <p className="min-w-56 flex-1 text-pretty text-ink-soft">
            {t(isOn ? "twoFactor.on" : "twoFactor.off")}
          </p>
          <div className="flex flex-wrap gap-2">
            {isOn ? (
              <>
                <Button onClick={() => setOpen("renew")}>{t("twoFactor.renew")}</Button>
                <Button look="danger" onClick={() => setOpen("turn off")}>
                  {t("twoFactor.disable")}
                </Button>
              </>
            ) : (
              <Button onClick={() => setOpen("set up")}>{t("twoFactor.enable")}</Button>
            )}
          </div>
        </div>
      </div>
      {open === "set up" ? <TwoFactorDialog account={account} onClose={close} /> : null}
      {open === "renew" ? <RecoveryCodeDialog account={account} onClose={close} /> : null}
      {open === "turn off" ? <TurnOffDialog account={account} onClose={close} /> : null}
    </Panel>
  );
}

function TurnOffDialog({ account, onClose }: { account: Account; onClose: () => void }) {
  const { mutate, isPending, error } = useAccountChange(disableTwoFactor, {
    done: t("twoFactor.disabled"),
    onDone: onClose,
  });
  return (
    <PasswordDialog
      title={t("twoFactor.disableTitle")}
      text={t("twoFactor.disableText")}
      confirm={t("twoFactor.disable")}
      look="destroy"
      hasPassword={account.hasPassword}
      isPending={isPending}
      error={error}
      onConfirm={mutate}
      onClose={onClose}
    />
  );
}
