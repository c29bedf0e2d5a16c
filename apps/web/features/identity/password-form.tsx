import { useMutation } from "@tanstack/react-query";
import Link from "next/link";
import { useState, type FormEvent } from "react";

import { Button } from "../../components/ui/button.tsx";
import { Field } from "../../components/ui/field.tsx";
import { PasswordField } from "../../components/ui/password-field.tsx";
import { Problem } from "../../components/ui/problem.tsx";
import { describeError, errorStatus, RequestError } from "../../lib/api-error.ts";
import { sendVerification, signIn } from "../../lib/auth.ts";
import { t } from "../../lib/messages/translate.ts";

/** What the server calls an address that is still to be confirmed. */
const NOT_CONFIRMED = "EMAIL_NOT_VERIFIED";

interface PasswordFormProps {
  onDone: () => void;
  /** The password was right, and a code is needed as well. */
  onCode: () => void;
}

/** E-mail and password. */
export function PasswordForm({ onDone, onCode }: PasswordFormProps) {
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const { mutate, isPending, isSuccess, error } = useMutation({
    mutationFn: signIn,
    onSuccess: (step) => (step === "code" ? onCode() : onDone()),
  });

  function handleSubmit(event: FormEvent) {
    event.preventDefault();
    mutate({ email: email.trim(), password });
  }

  return (
    <form onSubmit={handleSubmit} className="grid gap-4">
      <Field
        label={t("signIn.email")}
        type="email"
        name="email"
        autoComplete="username webauthn"
        required
        value={email}
        onChange={(event) => setEmail(event.target.value)}
      />
      <div className="grid gap-1.5">
        <PasswordField
          label={t("signIn.password")}
          name="password"
          autoComplete="current-password"
          required
          value={password}
          onChange={(event) => setPassword(event.target.value)}
        />
        <Link
          href="/forgot-password"
          className="touch w-fit justify-self-end rounded-sm text-small text-accent hover:underline"
        >
          {t("signIn.forgot")}
        </Link>
      </div>
      {error === null ? null : <SignInProblem error={error} email={email.trim()} />}
      <Button type="submit" look="primary" isBusy={isPending || isSuccess} className="h-10">
        {t("signIn.submit")}
      </Button>
    </form>
  );
}

function SignInProblem({ error, email }: { error: Error; email: string }) {
  const again = useMutation({ mutationFn: () => sendVerification(email) });
  if (!(error instanceof RequestError) || error.code !== NOT_CONFIRMED) {
    const isWrong = errorStatus(error) === 401;
    return <Problem>{isWrong ? t("signIn.wrong") : describeError(error)}</Problem>;
  }
  return (
    <Problem>
      {t("signIn.unconfirmed")}{" "}
      {again.isSuccess ? (
        t("signIn.sentAgain")
      ) : (
        <button type="button" className="underline" onClick={() => again.mutate()}>
          {t("signIn.sendAgain")}
        </button>
      )}
    </Problem>
  );
}
