"use client";

import { useState, type FormEvent } from "react";

import { Button } from "../../components/ui/button.tsx";
import { Field } from "../../components/ui/field.tsx";
import { PasswordField } from "../../components/ui/password-field.tsx";
import { Problem } from "../../components/ui/problem.tsx";
import { describeError, errorStatus, fieldErrors } from "../../lib/api-error.ts";
import { t } from "../../lib/messages/translate.ts";
import { useShowRefusal } from "../../lib/use-show-refusal.ts";
import { MIN_PASSWORD_LENGTH } from "../identity/password-strength.ts";
import { StrengthHint } from "./strength-hint.tsx";
import { useFirstRun } from "./use-first-run.ts";

interface AdministratorFormProps {
  token: string;
  /** The token is not valid. */
  onRefused: () => void;
  /** Somebody else was first. */
  onConflict: () => void;
}

type Name = "name" | "email" | "password";

/** Name, e-mail and password of the first administrator. */
export function AdministratorForm(props: AdministratorFormProps) {
  const { token, onRefused, onConflict } = props;
  const [values, setValues] = useState({ name: "", email: "", password: "" });
  const [tries, setTries] = useState(0);
  const { mutate, isPending, error } = useFirstRun((failure) => {
    if (errorStatus(failure) === 403) onRefused();
    if (errorStatus(failure) === 409) onConflict();
  });
  const form = useShowRefusal(error, tries);
  const fromServer = fieldErrors(error);
  const problem = (name: Name) =>
    (tries > 0 ? checkValue(name, values) : undefined) ??
    fromServer.find(({ field }) => field === name)?.message;
  const input = (name: Name) => ({
    name,
    value: values[name],
    error: problem(name),
    onChange: (event: { target: { value: string } }) =>
      setValues({ ...values, [name]: event.target.value }),
  });

  function handleSubmit(event: FormEvent) {
    event.preventDefault();
    setTries(tries + 1);
    const names: Name[] = ["name", "email", "password"];
    if (names.some((name) => checkValue(name, values) !== undefined)) return;
    mutate({ ...values, name: values.name.trim(), email: values.email.trim(), token });
  }

  return (
    <form ref={form} noValidate onSubmit={handleSubmit} className="grid gap-4">
      <Field
        label={t("setup.name")}
        placeholder={t("setup.namePlaceholder")}
        autoComplete="name"
        maxLength={100}
        {...input("name")}
      />
      <Field
        label={t("setup.email")}
        hint={t("setup.emailHint")}
        type="email"
        autoComplete="username"
        maxLength={254}
        {...input("email")}
      />
      <PasswordField
        label={t("setup.password")}
        hint={<StrengthHint {...values} />}
        autoComplete="new-password"
        maxLength={128}
        {...input("password")}
      />
      {error === null || fromServer.length > 0 ? null : <Problem>{describeError(error)}</Problem>}
      <Button type="submit" look="primary" isBusy={isPending} className="mt-1 h-10">
        {t("setup.submit")}
      </Button>
    </form>
  );
}

function checkValue(name: Name, values: Record<Name, string>): string | undefined {
  const value = values[name];
  if (name === "name") return value.trim() === "" ? t("setup.needName") : undefined;
  if (name === "email") {
    return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value.trim()) ? undefined : t("setup.needEmail");
  }
  return value.length < MIN_PASSWORD_LENGTH
    ? t("setup.needPassword", { count: MIN_PASSWORD_LENGTH })
    : undefined;
}
