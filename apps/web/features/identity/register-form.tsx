import { useMutation } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";

import { Button } from "../../components/ui/button.tsx";
import { Field } from "../../components/ui/field.tsx";
import { PasswordField } from "../../components/ui/password-field.tsx";
import { Problem } from "../../components/ui/problem.tsx";
import { describeError, fieldErrors } from "../../lib/api-error.ts";
import { t } from "../../lib/messages/translate.ts";
import { orpc } from "../../lib/orpc.ts";
import { useShowRefusal } from "../../lib/use-show-refusal.ts";
import { StrengthHint } from "../setup/strength-hint.tsx";
import { MIN_PASSWORD_LENGTH } from "./password-strength.ts";

interface RegisterFormProps {
  invitation: string | undefined;
  /** The address an invitation was sent to. */
  invitedEmail: string | undefined;
  onDone: (result: { email: string; needsConfirmation: boolean }) => void;
}

/** Name, e-mail and password of a new account. */
export function RegisterForm({ invitation, invitedEmail = "", onDone }: RegisterFormProps) {
  const [values, setValues] = useState({ name: "", email: invitedEmail, password: "" });
  const { mutate, isPending, error } = useMutation(
    orpc.identity.registration.register.mutationOptions({
      onSuccess: ({ needsConfirmation }) =>
        onDone({ email: values.email.trim(), needsConfirmation }),
    }),
  );
  const form = useShowRefusal(error);
  const refusals = fieldErrors(error);
  const input = (name: keyof typeof values) => ({
    name,
    value: values[name],
    required: true,
    error: refusals.find(({ field }) => field === name)?.message,
    onChange: (event: { target: { value: string } }) =>
      setValues({ ...values, [name]: event.target.value }),
  });

  function handleSubmit(event: FormEvent) {
    event.preventDefault();
    const code = invitation === undefined ? {} : { invitation };
    mutate({ ...values, name: values.name.trim(), email: values.email.trim(), ...code });
  }

  return (
    <form ref={form} onSubmit={handleSubmit} className="grid gap-4">
      <Field label={t("register.name")} autoComplete="name" maxLength={100} {...input("name")} />
      <Field
        label={t("signIn.email")}
        type="email"
        autoComplete="username"
        maxLength={254}
        {...input("email")}
      />
      <PasswordField
        label={t("signIn.password")}
        autoComplete="new-password"
        minLength={MIN_PASSWORD_LENGTH}
        maxLength={128}
        hint={<StrengthHint {...values} />}
        {...input("password")}
      />
      {error === null || refusals.length > 0 ? null : <Problem>{describeError(error)}</Problem>}
      <Button type="submit" look="primary" isBusy={isPending} className="mt-1 h-10">
        {t("register.submit")}
      </Button>
    </form>
  );
}
