import { useMutation } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";

import { Button } from "../../components/ui/button.tsx";
import { Checkbox } from "../../components/ui/checkbox.tsx";
import { Field } from "../../components/ui/field.tsx";
import { Problem } from "../../components/ui/problem.tsx";
import { describeError, errorStatus } from "../../lib/api-error.ts";
import { verifyCode } from "../../lib/auth.ts";
import { t } from "../../lib/messages/translate.ts";

/** The second step of signing in. */
export function CodeForm({ onDone, onBack }: { onDone: () => void; onBack: () => void }) {
  const [code, setCode] = useState("");
  const [trustDevice, setTrustDevice] = useState(false);
  const { mutate, isPending, isSuccess, error } = useMutation({
    mutationFn: verifyCode,
    onSuccess: onDone,
    onError: () => setCode(""),
  });

  function handleSubmit(event: FormEvent) {
    event.preventDefault();
    mutate({ code, trustDevice });
  }

  return (
    <form onSubmit={handleSubmit} className="grid gap-4">
      <Field
        label={t("signIn.code")}
        name="code"
        autoComplete="one-time-code"
        autoCapitalize="none"
        spellCheck={false}
        required
        minLength={6}
        maxLength={20}
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- the step has nothing else to do
        autoFocus
        className="figures font-mono tracking-widest"
        value={code}
        onChange={(event) => setCode(event.target.value)}
      />
      <Checkbox checked={trustDevice} onChange={(event) => setTrustDevice(event.target.checked)}>
        {t("signIn.trust")}
      </Checkbox>
      {error === null ? null : <Problem>{describeProblem(error)}</Problem>}
      <Button type="submit" look="primary" isBusy={isPending || isSuccess} className="h-10">
        {t("signIn.verify")}
      </Button>
      <Button look="quiet" onClick={onBack}>
        {t("signIn.back")}
      </Button>
    </form>
  );
}

function describeProblem(error: Error): string {
  const status = errorStatus(error);
  if (status === 401) return t("signIn.codeWrong");
  return status === 400 ? t("signIn.codeAgain") : describeError(error);
}
