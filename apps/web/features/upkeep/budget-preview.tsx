"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useId, useState, type FormEvent } from "react";

import { Button } from "../../components/ui/button.tsx";
import { ConfirmDialog } from "../../components/ui/confirm-dialog.tsx";
import { Loaded } from "../../components/ui/loaded.tsx";
import { Panel } from "../../components/ui/panel.tsx";
import { t } from "../../lib/messages/translate.ts";
import { orpc, type ApiOutputs } from "../../lib/orpc.ts";
import { MeasureInput } from "../operations/measure-input.tsx";
import { SECTIONS } from "../operations/sections.ts";
import { readMeasure, writeMeasure } from "../operations/setting-measure.ts";
import { BudgetPlan } from "./budget-plan.tsx";

const MIB = 1024 ** 2;

interface BudgetPreviewProps {
  budget: ApiOutputs["upkeep"]["budget"]["get"];
}

/** What a limit would drop, without dropping it; with the limit of the settings it can be done. */
export function BudgetPreview({ budget }: BudgetPreviewProps) {
  const { maxBytes, totalBytes } = budget;
  const id = useId();
  const [text, setText] = useState(
    writeMeasure(maxBytes === 0 ? roundToMib(totalBytes * 0.9) : maxBytes, "bytes"),
  );
  const [asked, setAsked] = useState<number>();
  const [isConfirming, setIsConfirming] = useState(false);
  const query = useQuery(
    orpc.upkeep.budget.preview.queryOptions({
      input: { maxBytes: asked ?? 0 },
      enabled: asked !== undefined,
    }),
  );
  const wanted = readMeasure(text, "bytes") ?? 0;
  const isValid = wanted > 0;

  function handleSubmit(event: FormEvent) {
    event.preventDefault();
    if (isValid) setAsked(wanted);
  }

  return (
    <Panel title={t("budget.preview")}>
      <div className="sheet">
        <form
          onSubmit={handleSubmit}
          className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3 py-4"
        >
          <p id={`${id}-text`} className="min-w-64 max-w-xl flex-1 text-pretty text-ink-soft">
            {t("budget.previewText")}
          </p>
          <div className="flex flex-wrap items-end gap-3">
            <div className="grid w-52 gap-1.5">
              <label htmlFor={id} className="text-small font-medium">
                {t("budget.previewLimit")}
              </label>
              <MeasureInput
                id={id}
                kind="bytes"
                value={text}
                aria-invalid={!isValid}
                aria-describedby={`${id}-text`}
                onChange={setText}
              />
            </div>
            <Button
              type="submit"
              disabled={!isValid}
              isBusy={asked !== undefined && query.isFetching}
            >
              {t("budget.previewStart")}
            </Button>
          </div>
        </form>
        {asked === undefined ? null : (
          <div className="py-4" aria-live="polite">
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
      </div>
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

function roundToMib(bytes: number): number {
  return Math.max(1, Math.round(bytes / MIB)) * MIB;
}
