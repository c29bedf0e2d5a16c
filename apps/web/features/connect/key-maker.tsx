"use client";

import { KeyRound } from "lucide-react";

import { Button } from "../../components/ui/button.tsx";
import { CopyField } from "../../components/ui/copy-field.tsx";
import { Problem } from "../../components/ui/problem.tsx";
import { describeError } from "../../lib/api-error.ts";
import { t } from "../../lib/messages/translate.ts";
import type { ApiInputs } from "../../lib/orpc.ts";
import { useCreateKey } from "./use-create-key.ts";

interface KeyMakerProps {
  /** What the key is called in the list. */
  keyName: string;
  /** What the button says. */
  buttonName: string;
  /** Plain where another button matters more. */
  look?: "primary" | "plain";
  scopes: ApiInputs["admin"]["apiKeys"]["create"]["scopes"];
  onMade?: (apiKey: string) => void;
}

/** A button that makes a key for one program and then shows it in its place. */
export function KeyMaker({ keyName, buttonName, look = "primary", scopes, onMade }: KeyMakerProps) {
  const { mutate, data, isPending, error } = useCreateKey();
  if (data !== undefined) {
    return (
      <div className="grid gap-1.5">
        <CopyField label={t("connect.apiKey")} value={data.key} />
        <p className="text-small text-ink-faint">{t("keys.madeText")}</p>
      </div>
    );
  }
  return (
    <div className="grid gap-1.5">
      <span className="text-small font-medium">{t("connect.apiKey")}</span>
      <div className="flex flex-wrap items-center gap-3">
        <Button
          look={look}
          isBusy={isPending}
          onClick={() =>
            mutate(
              { name: keyName, scopes: [...scopes] },
              { onSuccess: ({ key }) => onMade?.(key) },
            )
          }
        >
          <KeyRound aria-hidden size={16} />
          {buttonName}
        </Button>
        <span className="text-small text-ink-faint">{t("connect.keyFirst")}</span>
      </div>
      {error === null ? null : <Problem>{describeError(error)}</Problem>}
    </div>
  );
}
