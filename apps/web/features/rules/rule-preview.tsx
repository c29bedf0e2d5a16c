import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { clsx } from "clsx";

import { Problem } from "../../components/ui/problem.tsx";
import { Skeleton } from "../../components/ui/skeleton.tsx";
import { describeError, fieldErrors } from "../../lib/api-error.ts";
import { formatDateTime } from "../../lib/format/format-date.ts";
import { t } from "../../lib/messages/translate.ts";
import { orpc, type ApiInputs, type ApiOutputs } from "../../lib/orpc.ts";
import { useSettled } from "../../lib/use-settled.ts";
import { ChangeList } from "./change-list.tsx";
import { isComplete, toEffect, toMatch, type RuleDraft } from "./rule-draft.ts";

type PreviewInput = ApiInputs["classification"]["rules"]["preview"];
type Preview = ApiOutputs["classification"]["rules"]["preview"];

const TYPING_PAUSE_MS = 350;

/** The torrents a rule would match now and what it would make of the newest. */
export function RulePreview({ draft, ruleId }: { draft: RuleDraft; ruleId: number | undefined }) {
  const isReady = isComplete(draft);
  const input = { match: toMatch(draft), effect: toEffect(draft), ...(ruleId && { ruleId }) };
  // As text, so that a draft that says the same is no change.
  const wanted = isReady ? JSON.stringify(input) : undefined;
  const settled = useSettled(wanted, TYPING_PAUSE_MS);
  const { data, error, isFetching } = useQuery(
    orpc.classification.rules.preview.queryOptions({
      input: JSON.parse(settled ?? '{"match":{},"effect":{}}') as PreviewInput,
      enabled: isReady && settled !== undefined,
      placeholderData: keepPreviousData,
      retry: false,
    }),
  );
  return (
    <section aria-label={t("rules.preview")} aria-live="polite" className="min-w-0">
      <h3 className="mb-1.5 text-small font-medium">
        {isReady && data !== undefined && error === null ? describeCount(data) : t("rules.preview")}
      </h3>
      {!isReady ? <p className="text-small text-ink-soft">{t("rules.previewWait")}</p> : null}
      {isReady && error !== null ? (
        <Problem>{fieldErrors(error)[0]?.message ?? describeError(error)}</Problem>
      ) : null}
      {isReady && data === undefined && error === null ? <Skeleton /> : null}
      {isReady && data !== undefined && error === null && data.samples.length > 0 ? (
        <div className={clsx("transition-opacity", isFetching && "opacity-60")}>
          <ChangeList label={t("reading.samples")} rows={data.samples} />
        </div>
      ) : null}
    </section>
  );
}

function describeCount({ matched, isComplete: isExact, lookedBackTo }: Preview): string {
  if (matched === 0 && isExact) return t("rules.previewNone");
  if (isExact || lookedBackTo === null) return t("rules.previewCount", { count: matched });
  return t("rules.previewAtLeast", { count: matched, date: formatDateTime(lookedBackTo) });
}
