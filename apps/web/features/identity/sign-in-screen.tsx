"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { useRouter, useSearchParams } from "next/navigation";
import { useEffect, useState } from "react";

import { Card } from "../../components/ui/card.tsx";
import { serverPath } from "../../lib/base-path.ts";
import { t } from "../../lib/messages/translate.ts";
import { orpc } from "../../lib/orpc.ts";
import { sameOriginPath } from "../../lib/same-origin-path.ts";
import { CodeForm } from "./code-form.tsx";
import { OtherWays } from "./other-ways.tsx";
import { PasswordForm } from "./password-form.tsx";

/** All ways to sign in; on success on to where the person wanted to go. */
export function SignInScreen() {
  const router = useRouter();
  const parameters = useSearchParams();
  const next = sameOriginPath(parameters.get("next"));
  const [step, setStep] = useState<"password" | "code">("password");
  const { data: setup } = useQuery(orpc.identity.setup.status.queryOptions());
  const { data: options } = useQuery(orpc.identity.signIn.options.queryOptions());
  useEffect(() => {
    if (setup?.needsSetup === true) router.replace("/setup");
  }, [setup, router]);
  const leave = useMutation({
    // A full load, so that nothing of an earlier session stays in memory.
    mutationFn: async () => window.location.assign(serverPath(next)),
  });

  if (step === "code") {
    return (
      <Card title={t("signIn.codeTitle")} lead={t("signIn.codeLead")}>
        <CodeForm onDone={() => leave.mutate()} onBack={() => setStep("password")} />
      </Card>
    );
  }
  return (
    <Card title={t("signIn.title")}>
      <PasswordForm onDone={() => leave.mutate()} onCode={() => setStep("code")} />
      {options === undefined ? null : (
        <OtherWays
          options={options}
          next={next}
          hasFailed={parameters.has("error")}
          onDone={() => leave.mutate()}
        />
      )}
    </Card>
  );
}
