"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import Link from "next/link";
import { useState } from "react";

import { Button } from "../../components/ui/button.tsx";
import { Checkbox } from "../../components/ui/checkbox.tsx";
import { Loaded } from "../../components/ui/loaded.tsx";
import { Panel } from "../../components/ui/panel.tsx";
import { Problem } from "../../components/ui/problem.tsx";
import { ProgressBar } from "../../components/ui/progress-bar.tsx";
import { useToast } from "../../components/ui/toast.tsx";
import { describeError } from "../../lib/api-error.ts";
import { formatNumber } from "../../lib/format/format-number.ts";
import { t } from "../../lib/messages/translate.ts";
import { orpc, type ApiOutputs } from "../../lib/orpc.ts";
import { SECTIONS } from "../operations/sections.ts";
import { ChangeList } from "./change-list.tsx";

type Preview = ApiOutputs["classification"]["previews"]["get"];

/** A preview takes seconds to minutes, in steps of about one. */
const INTERVAL = 2000;
const SHOWN_SAMPLES = 8;

/** What reading names anew would change, and the button that changes it. */
export function ReadingPanel() {
  const [isEverything, setIsEverything] = useState(false);
  const query = useQuery(
    orpc.classification.previews.newest.queryOptions({
      refetchInterval: ({ state: { data } }) =>
        data?.preview?.state === "running" ? INTERVAL : false,
    }),
  );
  const { start, cancel } = useReading();
  return (
    <Panel title={t("reading.title")}>
      <Loaded query={query}>
        {({ preview }) => (
          <div className="sheet">
            <div className="grid gap-4 py-4" aria-live="polite">
              <p className="max-w-2xl text-pretty text-ink-soft">{t("reading.text")}</p>
              {preview?.state === "running" ? (
                <Running
                  preview={preview}
                  isEnding={cancel.isPending}
                  onCancel={() => cancel.mutate({ id: preview.id })}
                />
              ) : (
                <>
                  {preview === null ? null : <Outcome preview={preview} />}
                  <div className="flex flex-wrap items-center gap-x-5 gap-y-2">
                    <Button
                      isBusy={start.isPending}
                      onClick={() => start.mutate({ scope: isEverything ? "all" : "stale" })}
                    >
                      {t(preview === null ? "reading.start" : "reading.again")}
                    </Button>
                    <Checkbox
                      checked={isEverything}
                      onChange={(event) => setIsEverything(event.target.checked)}
                    >
                      <span className="py-1 text-small">{t("reading.all")}</span>
                    </Checkbox>
                  </div>
                </>
              )}
            </div>
          </div>
        )}
      </Loaded>
    </Panel>
  );
}

interface RunningProps {
  preview: Preview;
  isEnding: boolean;
  onCancel: () => void;
}

function Running({ preview, isEnding, onCancel }: RunningProps) {
  const { examined, total } = preview;
  return (
    <>
      <div className="flex max-w-lg items-center gap-4">
        <div className="min-w-0 flex-1">
          <ProgressBar label={t("reading.progress")} done={examined} total={total} />
          <p className="figures mt-1 text-small text-ink-soft">
            {t("reading.running", { done: formatNumber(examined), total: formatNumber(total) })}
          </p>
        </div>
        <Button size="small" isBusy={isEnding} onClick={onCancel}>
          {t("app.cancel")}
        </Button>
      </div>
      {preview.changed > 0 ? <Findings preview={preview} note={t("reading.soFar")} /> : null}
    </>
  );
}

/** How many torrents would change, in which fields, and some of them. */
function Findings({ preview, note }: { preview: Preview; note: string | undefined }) {
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-3">
      <p>
        {note === undefined ? null : `${note} `}
        <strong className="figures font-semibold">
          {t("reading.found", { count: preview.changed })}
        </strong>
        <span className="text-ink-soft"> {t("reading.foundOf", { count: preview.read })}</span>
      </p>
      <Fields fields={preview.fields} />
      <Samples preview={preview} />
    </div>
  );
}

function Outcome({ preview }: { preview: Preview }) {
  const { state, changed, runId, error } = preview;
  const { apply } = useReading();
  if (state === "failed") return <Problem>{t("reading.failed", { reason: error ?? "" })}</Problem>;
  if (changed === 0 && state === "done") return <p>{t("reading.none")}</p>;
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-3">
      <Findings
        preview={preview}
        note={state === "cancelled" ? t("reading.cancelled") : undefined}
      />
      {runId !== null ? (
        <p className="text-small text-ink-soft">
          {t("reading.appliedAs")}{" "}
          <Link href={SECTIONS.runs.href} className="text-accent hover:underline">
            {t("reading.showRun")}
          </Link>
        </p>
      ) : state === "done" ? (
        <div>
          <Button
            look="primary"
            isBusy={apply.isPending}
            onClick={() => apply.mutate({ previewId: preview.id })}
          >
            {t("reading.apply", { count: changed })}
          </Button>
        </div>
      ) : null}
    </div>
  );
}

function Fields({ fields }: { fields: Preview["fields"] }) {
  // The keys are the names the server lists.
  const entries = Object.entries(fields) as [keyof typeof fields, number][];
  if (entries.length === 0) return null;
  return (
    <dl
      aria-label={t("reading.fields")}
      className="figures flex flex-wrap gap-x-5 gap-y-1 text-small"
    >
      {entries
        .toSorted(([, left], [, right]) => right - left)
        .map(([field, count]) => (
          <div key={field} className="flex gap-1.5">
            <dt className="text-ink-faint">{t(`field.${field}`)}</dt>
            <dd className="font-medium">{formatNumber(count)}</dd>
          </div>
        ))}
    </dl>
  );
}

function Samples({ preview: { samples } }: { preview: Preview }) {
  const [isWhole, setIsWhole] = useState(false);
  if (samples.length === 0) return null;
  const rest = samples.length - SHOWN_SAMPLES;
  return (
    <div>
      <ChangeList
        label={t("reading.samples")}
        rows={isWhole ? samples : samples.slice(0, SHOWN_SAMPLES)}
      />
      {rest > 0 && !isWhole ? (
        <Button look="quiet" size="small" className="mt-1" onClick={() => setIsWhole(true)}>
          {t("reading.moreSamples", { count: rest })}
        </Button>
      ) : null}
    </div>
  );
}

function useReading() {
  const client = useQueryClient();
  const toast = useToast();
  const onError = (error: Error) => toast(describeError(error), "poor");
  const onSuccess = () => client.invalidateQueries({ queryKey: orpc.classification.key() });
  const { previews } = orpc.classification;
  return {
    start: useMutation(previews.start.mutationOptions({ onSuccess, onError })),
    cancel: useMutation(previews.cancel.mutationOptions({ onSuccess, onError })),
    apply: useMutation(
      orpc.admin.reclassify.mutationOptions({
        onSuccess: async () => {
          await onSuccess();
          toast(t("reading.applied"));
        },
        onError,
      }),
    ),
  };
}
