import { useMutation } from "@tanstack/react-query";
import { useId, useState, type FormEvent } from "react";

import { Button } from "../../components/ui/button.tsx";
import { CopyField } from "../../components/ui/copy-field.tsx";
import { Dialog } from "../../components/ui/dialog.tsx";
import { Field } from "../../components/ui/field.tsx";
import { Problem } from "../../components/ui/problem.tsx";
import { describeError, isUnauthorized } from "../../lib/api-error.ts";
import { prepareTwoFactor, verifyCode, type TwoFactorSetup } from "../../lib/auth.ts";
import { t } from "../../lib/messages/translate.ts";
import { PasswordDialog } from "./password-dialog.tsx";
import { QrCode } from "./qr-code.tsx";
import { RecoveryCodes } from "./recovery-codes.tsx";
import { useAccountChange, type Account } from "./use-account.ts";

interface TwoFactorDialogProps {
  account: Account;
  onClose: () => void;
}

/** Sets the second factor up: password, scan and first code, recovery codes. */
export function TwoFactorDialog({ account, onClose }: TwoFactorDialogProps) {
  const [isOn, setIsOn] = useState(false);
  const { mutate, data: setup, isPending, error } = useMutation({ mutationFn: prepareTwoFactor });
  if (setup === undefined) {
    return (
      <PasswordDialog
        title={t("twoFactor.setUp")}
        text={t("twoFactor.passwordStep")}
        confirm={t("twoFactor.next")}
        hasPassword={account.hasPassword}
        isPending={isPending}
        error={error}
        onConfirm={mutate}
        onClose={onClose}
      />
    );
  }
  if (isOn) return <RecoveryCodes codes={setup.recoveryCodes} onClose={onClose} />;
  return <ScanStep setup={setup} onDone={() => setIsOn(true)} onClose={onClose} />;
}

interface ScanStepProps {
  setup: TwoFactorSetup;
  onDone: () => void;
  onClose: () => void;
}

function ScanStep({ setup, onDone, onClose }: ScanStepProps) {
  const form = useId();
  const [code, setCode] = useState("");
  const { mutate, isPending, error } = useAccountChange(verifyCode, {
    done: t("twoFactor.enabled"),
    onDone,
  });

  function handleSubmit(event: FormEvent) {
    event.preventDefault();
    mutate({ code, trustDevice: false });
  }

  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      title={t("twoFactor.setUp")}
      description={t("twoFactor.scanStep")}
      footer={
        <>
          <Button onClick={onClose}>{t("app.cancel")}</Button>
          <Button look="primary" type="submit" form={form} isBusy={isPending}>
            {t("twoFactor.turnOn")}
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={handleSubmit} className="grid gap-4 pt-1">
        <QrCode text={setup.uri} label={t("twoFactor.qr")} />
        <CopyField
          label={t("twoFactor.key")}
          value={new URL(setup.uri).searchParams.get("secret") ?? ""}
        />
        <Field
          label={t("twoFactor.code")}
          autoComplete="one-time-code"
          inputMode="numeric"
          required
          minLength={6}
          maxLength={7}
          className="figures font-mono tracking-widest"
          value={code}
          onChange={(event) => setCode(event.target.value)}
        />
        {error === null ? null : (
          <Problem>{isUnauthorized(error) ? t("signIn.codeWrong") : describeError(error)}</Problem>
        )}
      </form>
    </Dialog>
  );
}
