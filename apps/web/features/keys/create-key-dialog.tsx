"use client";

import { useId, useState, type FormEvent } from "react";

import { Button } from "../../components/ui/button.tsx";
import { Checkbox } from "../../components/ui/checkbox.tsx";
import { CopyField } from "../../components/ui/copy-field.tsx";
import { Dialog } from "../../components/ui/dialog.tsx";
import { Field } from "../../components/ui/field.tsx";
import { Problem } from "../../components/ui/problem.tsx";
import { SelectField } from "../../components/ui/select-field.tsx";
import { describeError, fieldErrors } from "../../lib/api-error.ts";
import { t } from "../../lib/messages/translate.ts";
import type { ApiInputs } from "../../lib/orpc.ts";
import { useShowRefusal } from "../../lib/use-show-refusal.ts";
import { useCreateKey } from "../connect/use-create-key.ts";

type Scope = ApiInputs["admin"]["apiKeys"]["create"]["scopes"][number];

const SCOPES: readonly Scope[] = [
  "search",
  "feeds",
  "download",
  "ingest",
  "edit",
  "metrics",
  "admin",
];
const DAY = 86_400_000;
const LIFETIMES = [0, 30, 90, 365] as const;

/** Makes a key and shows it the one time it can be shown. */
export function CreateKeyDialog({ onClose }: { onClose: () => void }) {
  const { mutate, data, isPending, error } = useCreateKey();
  const form = useId();
  const footer =
    data === undefined ? (
      <>
        <Button onClick={onClose}>{t("app.cancel")}</Button>
        <Button look="primary" type="submit" form={form} isBusy={isPending}>
          {t("keys.make")}
        </Button>
      </>
    ) : (
      <Button look="primary" onClick={onClose}>
        {t("keys.done")}
      </Button>
    );
  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      title={data === undefined ? t("keys.create") : t("keys.madeTitle")}
      {...(data === undefined ? {} : { description: t("keys.madeText") })}
      footer={footer}
    >
      {data === undefined ? (
        <KeyForm id={form} error={error} onSubmit={mutate} />
      ) : (
        <CopyField label={data.name} value={data.key} />
      )}
    </Dialog>
  );
}

interface KeyFormProps {
  id: string;
  /** Why the server made none. */
  error: Error | null;
  onSubmit: (input: ApiInputs["admin"]["apiKeys"]["create"]) => void;
}

function KeyForm({ id, error, onSubmit }: KeyFormProps) {
  const [name, setName] = useState("");
  const [scopes, setScopes] = useState<readonly Scope[]>(["search", "feeds", "download"]);
  const [days, setDays] = useState(0);
  const [networks, setNetworks] = useState("");
  const [perMinute, setPerMinute] = useState("");
  const [tries, setTries] = useState(0);
  const form = useShowRefusal(error, tries);
  const isChecked = tries > 0;
  const refusals = fieldErrors(error);
  const networksRefusal = refusals.some(({ field }) => field.startsWith("networks"))
    ? t("keys.networksWrong")
    : undefined;
  const perMinuteRefusal = refusals.find(({ field }) => field === "requestsPerMinute")?.message;
  const isBesideField = networksRefusal !== undefined || perMinuteRefusal !== undefined;

  function handleSubmit(event: FormEvent) {
    event.preventDefault();
    setTries(tries + 1);
    if (name.trim() === "" || scopes.length === 0) return;
    const expiresAt = days === 0 ? {} : { expiresAt: endOf(days) };
    const listed = networks.split(/[\s,]+/).filter(Boolean);
    onSubmit({
      name: name.trim(),
      scopes: [...scopes],
      ...expiresAt,
      ...(listed.length === 0 ? {} : { networks: listed }),
      ...(perMinute === "" ? {} : { requestsPerMinute: Number(perMinute) }),
    });
  }

  return (
    <form ref={form} id={id} noValidate onSubmit={handleSubmit} className="grid gap-5 pt-1">
      <Field
        label={t("keys.name")}
        placeholder={t("keys.namePlaceholder")}
        value={name}
        maxLength={100}
        autoComplete="off"
        error={isChecked && name.trim() === "" ? t("keys.nameNeeded") : undefined}
        onChange={(event) => setName(event.target.value)}
      />
      <fieldset>
        <legend className="mb-1 text-small font-medium">{t("keys.scopes")}</legend>
        {SCOPES.map((scope) => (
          <Checkbox
            key={scope}
            checked={scopes.includes(scope)}
            onChange={(event) =>
              setScopes(
                event.target.checked
                  ? SCOPES.filter((other) => other === scope || scopes.includes(other))
                  : scopes.filter((other) => other !== scope),
              )
            }
          >
            <span className="py-1">{t(`scope.${scope}`)}</span>
          </Checkbox>
        ))}
        {isChecked && scopes.length === 0 ? (
          <p role="alert" className="text-small text-poor">
            {t("keys.scopesNeeded")}
          </p>
        ) : null}
      </fieldset>
      <SelectField
        label={t("keys.expires")}
        value={days}
        options={LIFETIMES.map((value) => ({ value, name: describeLifetime(value) }))}
        onChange={setDays}
      />
      <Field
        label={t("keys.networks")}
        hint={t("keys.networksHint")}
        placeholder="192.168.0.0/16, fd00::/8"
        value={networks}
        maxLength={2000}
        autoComplete="off"
        error={networksRefusal}
        onChange={(event) => setNetworks(event.target.value)}
      />
      <Field
        label={t("keys.perMinute")}
        hint={t("keys.perMinuteHint")}
        type="number"
        min={1}
        max={1_000_000}
        value={perMinute}
        error={perMinuteRefusal}
        onChange={(event) => setPerMinute(event.target.value)}
      />
      {error === null || isBesideField ? null : <Problem>{describeError(error)}</Problem>}
    </form>
  );
}

function endOf(days: number): string {
  return new Date(Date.now() + days * DAY).toISOString();
}

function describeLifetime(days: number): string {
  if (days === 0) return t("keys.expiresNever");
  return days === 365 ? t("keys.expiresYear") : t("keys.expiresDays", { count: days });
}
