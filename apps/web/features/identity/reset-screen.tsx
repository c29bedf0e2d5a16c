"use client";

import { useMutation } from "@tanstack/react-query";
import Link from "next/link";
import { useSearchParams } from "next/navigation";
import { useState, type FormEvent } from "react";

import { Button, buttonStyle } from "../../components/ui/button.tsx";
import { Card } from "../../components/ui/card.tsx";
import { PasswordField } from "../../components/ui/password-field.tsx";
import { Problem } from "../../components/ui/problem.tsx";
import { describeError, errorStatus } from "../../lib/api-error.ts";
import { resetPassword } from "../../lib/auth.ts";
import { t } from "../../lib/messages/translate.ts";
import { StrengthHint } from "../setup/strength-hint.tsx";
import { MIN_PASSWORD_LENGTH } from "./password-strength.ts";

/** Sets a new password with the link of a message. */
export function ResetScreen() {
  const token = useSearchParams().get("token") ?? "";
  const [password, setPassword] = useState("");
  const { mutate, isPending, isSuccess, error } = useMutation({ mutationFn: resetPassword });

  function handleSubmit(event: FormEvent) {
    event.preventDefault();
    mutate({ token, newPassword: password });
  }

  if (isSuccess) {
    return (
      <Card title={t("reset.doneTitle")} lead={t("reset.doneText")}>
        <NextLink href="/sign-in" name={t("signIn.title")} />
      </Card>
    );
  }
  if (token === "" || errorStatus(error) === 400) {
    return (
      <Card title={t("reset.badTitle")} lead={t("reset.badText")}>
        <NextLink href="/forgot-password" name={t("reset.again")} />
      </Card>
    );
  }
  return (
    <Card title={t("reset.title")} lead={t("reset.lead")}>
      <form onSubmit={handleSubmit} className="grid gap-4">
        <PasswordField
          label={t("account.newPassword")}
          name="password"
          autoComplete="new-password"
          required
          minLength={MIN_PASSWORD_LENGTH}
          maxLength={128}
          hint={<StrengthHint name="" email="" password={password} />}
          value={password}
          onChange={(event) => setPassword(event.target.value)}
        />
        {error === null ? null : <Problem>{describeError(error)}</Problem>}
        <Button type="submit" look="primary" isBusy={isPending} className="h-10">
          {t("reset.submit")}
        </Button>
      </form>
    </Card>
  );
}

/** Where it goes on, as the one button of a card. */
export function NextLink({ href, name }: { href: string; name: string }) {
  return (
    <Link href={href} className={buttonStyle({ look: "primary", className: "h-10 w-full" })}>
      {name}
    </Link>
  );
}
