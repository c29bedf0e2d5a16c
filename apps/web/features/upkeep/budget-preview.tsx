"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState, type FormEvent } from "react";

import { Button } from "../../components/ui/button.tsx";
import { ConfirmDialog } from "../../components/ui/confirm-dialog.tsx";
import { Field } from "../../components/ui/field.tsx";
import { Loaded } from "../../components/ui/loaded.tsx";
import { Panel } from "../../components/ui/panel.tsx";
import { t } from "../../lib/messages/translate.ts";
import { orpc, type ApiOutputs } from "../../lib/orpc.ts";
import { SECTIONS } from "../operations/sections.ts";
import { BudgetPlan } from "./budget-plan.tsx";

const MIB = 1024 ** 2;

interface BudgetPreviewProps {
  budget: ApiOutputs["upkeep"]["budget"]["get"];
}

/** What a limit would drop, without dropping it; with the limit of the settings it can be done. */
export function BudgetPreview({ budget }: BudgetPreviewProps) {
  const { maxBytes, totalBytes } = budget;
  const [text, setText] = useState(toMib(maxBytes === 0 ? totalBytes * 0.9 : maxBytes));
  const [asked, setAsked] = useState<number>();
  const [isConfirming, setIsConfirming] = useState(false);
  const query = useQuery(
    orpc.upkeep.budget.preview.queryOptions({
      input: { maxBytes: asked ?? 0 },
      enabled: asked !== undefined,
    }),
  );
  const wanted = Number(text);
  const isValid = text !== "" && wanted > 0;

  function handleSubmit(event: FormEvent) {
    event.preventDefault();
    if (isValid) setAsked(Math.round(wanted * MIB));
  }

  return (
    <Panel title={t("budget.preview")}>
      <p className="mb-3 max-w-2xl text-pretty text-ink-soft">{t("budget.previewText")}</p>
      <form onSubmit={handleSubmit} className="flex flex-wrap items-end gap-3">
        <div className="w-48">
          <Field
            label={t("budget.previewLimit")}
            inputMode="numeric"
            value={text}
            maxLength={12}
            onChange={(event) => setText(event.target.value.replaceAll(/\D/g, ""))}
          />
        </div>
        <Button
          type="submit"
          className="h-10"
          disabled={!isValid}
          isBusy={asked !== undefined && query.isFetching}
        >
          {t("budget.previewStart")}
        </Button>
      </form>
      {asked === undefined ? null : (
        <div className="mt-5" aria-live="polite">
          <Loaded query={query} skeleton={<p className="text-ink-soft">{t("app.loading")}</p>}>
            {(plan) => (
              <>
                <BudgetPlan plan={plan} />
                {plan.torrents > 0 && plan.maxBytes === maxBytes ? (
                  <Button look="danger" className="mt-4" onClick={() => setIsConfirming(true)}>
                    {t("budget.run", { count: plan.torrents })}
                  </Button>
                ) : plan.torrents > 0 ? (
                  <p className="mt-3 text-small text-ink-faint">{t("budget.runHint")}</p>
                ) : null}
              </>
            )}
          </Loaded>
        </div>
      )}
      {isConfirming ? (
        <RunDialog count={query.data?.torrents ?? 0} onClose={() => setIsConfirming(false)} />
      ) : null}
    </Panel>
  );
}

function RunDialog({ count, onClose }: { count: number; onClose: () => void }) {
  const router = useRouter();
  const client = useQueryClient();
  const { mutate, isPending, error } = useMutation(
    orpc.upkeep.budget.run.mutationOptions({
      onSuccess: async () => {
        await client.invalidateQueries({ queryKey: orpc.torrents.bulk.key() });
        router.push(SECTIONS.runs.href);
      },
    }),
  );
  return (
    <ConfirmDialog
      title={t("budget.confirm", { count })}
      text={t("budget.confirmText")}
      confirm={t("budget.run", { count })}
      isPending={isPending}
      error={error}
      onConfirm={() => mutate({})}
      onClose={onClose}
    />
  );
}

function toMib(bytes: number): string {
  return String(Math.max(1, Math.round(bytes / MIB)));
}
