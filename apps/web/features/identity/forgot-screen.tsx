"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useState, type FormEvent } from "react";

import { Button, buttonStyle } from "../../components/ui/button.tsx";
import { Card } from "../../components/ui/card.tsx";
import { Field } from "../../components/ui/field.tsx";
import { Problem } from "../../components/ui/problem.tsx";
import { describeError } from "../../lib/api-error.ts";
import { requestReset } from "../../lib/auth.ts";
import { t } from "../../lib/messages/translate.ts";
import { orpc } from "../../lib/orpc.ts";

/** Asks for a link to choose a new password. */
export function ForgotScreen() {
  const [email, setEmail] = useState("");
  const { data: options } = useQuery(orpc.identity.signIn.options.queryOptions());
  const { mutate, isPending, isSuccess, error } = useMutation({ mutationFn: requestReset });

  function handleSubmit(event: FormEvent) {
    event.preventDefault();
    mutate(email.trim());
  }

  if (isSuccess) {
    const isSent = options?.sendsMail !== false;
    return (
      <Card
        title={t(isSent ? "forgot.sentTitle" : "forgot.noMailTitle")}
        lead={t(isSent ? "forgot.sentText" : "forgot.noMailText")}
      >
        {isSent ? null : (
          <p className="mb-5 text-pretty text-ink-soft">
            {t("forgot.ownServer")}{" "}
            <Link
              href="/docs/accounts#when-somebody-cannot-sign-in"
              className="text-accent underline"
            >
              {t("forgot.ownServerHow")}
            </Link>
          </p>
        )}
        <BackToSignIn />
      </Card>
    );
  }
  return (
    <Card title={t("forgot.title")} lead={t("forgot.lead")}>
      <form onSubmit={handleSubmit} className="grid gap-4">
        <Field
          label={t("signIn.email")}
          type="email"
          name="email"
          autoComplete="username"
          required
          value={email}
          onChange={(event) => setEmail(event.target.value)}
        />
        {error === null ? null : <Problem>{describeError(error)}</Problem>}
        <Button type="submit" look="primary" isBusy={isPending} className="h-10">
          {t("forgot.submit")}
        </Button>
        <BackToSignIn />
      </form>
    </Card>
  );
}

/** The way back, as a quiet button. */
export function BackToSignIn() {
  return (
    <Link href="/sign-in" className={buttonStyle({ look: "quiet", className: "w-full" })}>
      {t("signIn.back")}
    </Link>
  );
}
