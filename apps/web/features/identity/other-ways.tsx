import { useMutation } from "@tanstack/react-query";
import { Fingerprint, LogIn } from "lucide-react";
import Link from "next/link";

import { Button } from "../../components/ui/button.tsx";
import { Problem } from "../../components/ui/problem.tsx";
import { describeError } from "../../lib/api-error.ts";
import { signInElsewhere } from "../../lib/auth.ts";
import { t } from "../../lib/messages/translate.ts";
import type { ApiOutputs } from "../../lib/orpc.ts";
import { canUsePasskeys, PasskeyCancelled, signInWithPasskey } from "../../lib/passkeys.ts";

interface OtherWaysProps {
  options: ApiOutputs["identity"]["signIn"]["options"];
  next: `/${string}`;
  /** One came back from the provider without an account. */
  hasFailed: boolean;
  onDone: () => void;
}

/** A passkey, a provider, a new account: what of them there is. */
export function OtherWays({ options, next, hasFailed, onDone }: OtherWaysProps) {
  const { oidcName, registration, passkeyDomain } = options;
  const passkey = useMutation({ mutationFn: signInWithPasskey, onSuccess: onDone });
  const elsewhere = useMutation({ mutationFn: () => signInElsewhere(next) });
  const hasPasskeys = canUsePasskeys(passkeyDomain);
  return (
    <div className="mt-4 grid gap-3">
      {hasPasskeys || oidcName !== undefined ? <Divider /> : null}
      {hasPasskeys ? (
        <Button
          className="h-10"
          isBusy={passkey.isPending || passkey.isSuccess}
          onClick={() => passkey.mutate()}
        >
          <Fingerprint aria-hidden size={17} />
          {t("signIn.passkey")}
        </Button>
      ) : null}
      {passkey.error === null ? null : <Problem>{describePasskey(passkey.error)}</Problem>}
      {oidcName === undefined ? null : (
        <Button
          className="h-10"
          isBusy={elsewhere.isPending || elsewhere.isSuccess}
          onClick={() => elsewhere.mutate()}
        >
          <LogIn aria-hidden size={17} />
          {t("signIn.elsewhere", { name: oidcName })}
        </Button>
      )}
      {elsewhere.error === null ? null : <Problem>{describeError(elsewhere.error)}</Problem>}
      {hasFailed && elsewhere.isIdle ? <Problem>{t("signIn.elsewhereFailed")}</Problem> : null}
      <p className="mt-3 flex flex-wrap justify-between gap-x-4 gap-y-1 border-t border-line pt-4 text-small text-ink-faint">
        {registration === "open" ? (
          <span>
            {t("signIn.noAccount")}{" "}
            <Link href="/register" className="touch rounded-sm text-accent hover:underline">
              {t("signIn.register")}
            </Link>
          </span>
        ) : null}
        <Link href="/docs" className="touch rounded-sm text-accent hover:underline">
          {t("guide.open")}
        </Link>
      </p>
    </div>
  );
}

function Divider() {
  return (
    <div className="flex items-center gap-3 text-small text-ink-faint before:h-px before:flex-1 before:bg-line after:h-px after:flex-1 after:bg-line">
      {t("signIn.or")}
    </div>
  );
}

function describePasskey(error: Error): string {
  return error instanceof PasskeyCancelled ? t("signIn.passkeyFailed") : describeError(error);
}
