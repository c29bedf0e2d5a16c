"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useRouter, useSearchParams } from "next/navigation";
import { useEffect, useState, type FormEvent } from "react";

import { Button } from "../../components/ui/button.tsx";
import { Card } from "../../components/ui/card.tsx";
import { Field } from "../../components/ui/field.tsx";
import { PasswordField } from "../../components/ui/password-field.tsx";
import { Problem } from "../../components/ui/problem.tsx";
import { describeError, isUnauthorized } from "../../lib/api-error.ts";
import { signIn } from "../../lib/auth.ts";
import { serverPath } from "../../lib/base-path.ts";
import { t } from "../../lib/messages/translate.ts";
import { orpc } from "../../lib/orpc.ts";
import { sameOriginPath } from "../../lib/same-origin-path.ts";

/** E-mail and password; on success on to where the person wanted to go. */
export function SignInScreen() {
  const router = useRouter();
  const next = sameOriginPath(useSearchParams().get("next"));
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const { data: setup } = useQuery(orpc.identity.setup.status.queryOptions());
  useEffect(() => {
    if (setup?.needsSetup === true) router.replace("/setup");
  }, [setup, router]);

  const { mutate, isPending, isSuccess, error } = useMutation({
    mutationFn: signIn,
    // A full load, so that nothing of an earlier session stays in memory.
    onSuccess: () => window.location.assign(serverPath(next)),
  });

  function handleSubmit(event: FormEvent) {
    event.preventDefault();
    mutate({ email: email.trim(), password });
  }

  return (
    <Card title={t("signIn.title")}>
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
        <PasswordField
          label={t("signIn.password")}
          name="password"
          autoComplete="current-password"
          required
          value={password}
          onChange={(event) => setPassword(event.target.value)}
        />
        {error === null ? null : (
          <Problem>{isUnauthorized(error) ? t("signIn.wrong") : describeError(error)}</Problem>
        )}
        <Button type="submit" look="primary" isBusy={isPending || isSuccess} className="mt-1 h-10">
          {t("signIn.submit")}
        </Button>
      </form>
      <p className="mt-5 border-t border-line pt-4 text-small text-ink-faint">
        {t("signIn.help")}{" "}
        <code className="font-mono text-caption text-ink-soft">
          npm run -s minato -- user create
        </code>
        <Link href="/docs" className="mt-2 block w-fit text-accent hover:underline">
          {t("guide.open")}
        </Link>
      </p>
    </Card>
  );
}
