import { useMutation } from "@tanstack/react-query";

import { renewRecoveryCodes } from "../../lib/auth.ts";
import { t } from "../../lib/messages/translate.ts";
import { PasswordDialog } from "./password-dialog.tsx";
import { RecoveryCodes } from "./recovery-codes.tsx";
import type { Account } from "./use-account.ts";

/** Makes new recovery codes and shows them. */
export function RecoveryCodeDialog(props: { account: Account; onClose: () => void }) {
  const { account, onClose } = props;
  const { mutate, data, isPending, error } = useMutation({ mutationFn: renewRecoveryCodes });
  if (data !== undefined) return <RecoveryCodes codes={data} onClose={onClose} />;
  return (
    <PasswordDialog
      title={t("twoFactor.renew")}
      text={t("twoFactor.renewText")}
      confirm={t("twoFactor.next")}
      hasPassword={account.hasPassword}
      isPending={isPending}
      error={error}
      onConfirm={mutate}
      onClose={onClose}
    />
  );
}
