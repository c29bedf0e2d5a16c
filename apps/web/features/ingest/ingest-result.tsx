"use client";

import { Search, X } from "lucide-react";
import Link from "next/link";

import { Button, buttonStyle } from "../../components/ui/button.tsx";
import { FigureRow } from "../../components/ui/figure-row.tsx";
import { Panel } from "../../components/ui/panel.tsx";
import { ProgressBar } from "../../components/ui/progress-bar.tsx";
import { ServerText } from "../../components/ui/server-text.tsx";
import { formatNumber } from "../../lib/format/format-number.ts";
import { t } from "../../lib/messages/translate.ts";
import type { IngestReport } from "./ingest-report.ts";

interface IngestResultProps {
  report: IngestReport | undefined;
  progress: { done: number; count: number };
  isPending: boolean;
  onClear: () => void;
}

const COUNTS = ["inserted", "updated", "unchanged", "blocked", "rejected"] as const;
const TONES = {
  inserted: "text-good",
  updated: "text-ink",
  unchanged: "text-ink",
  blocked: "text-fair",
  rejected: "text-poor",
} as const satisfies Record<(typeof COUNTS)[number], string>;
const SHOWN_PROBLEMS = 50;

/** What became of everything that was sent, with the reason for each that was not taken. */
export function IngestResult({ report, progress, isPending, onClear }: IngestResultProps) {
  return (
    <div aria-live="polite">
      {isPending ? <Progress {...progress} /> : null}
      {report === undefined ? null : (
        <Panel
          title={t("add.reportTitle")}
          aside={
            <Button look="quiet" size="small" onClick={onClear} disabled={isPending}>
              <X aria-hidden size={15} />
              {t("add.another")}
            </Button>
          }
        >
          <FigureRow
            figures={COUNTS.map((name) => ({
              name: t(`add.${name}`),
              value: formatNumber(report[name]),
              tone: report[name] === 0 ? "text-ink-faint" : TONES[name],
            }))}
          />
          <Problems problems={report.problems} />
          {report.inserted + report.updated + report.unchanged > 0 && !isPending ? (
            <Link href="/" className={buttonStyle({ className: "mt-4" })}>
              <Search aria-hidden size={16} />
              {t("add.searchNow")}
            </Link>
          ) : null}
        </Panel>
      )}
    </div>
  );
}

function Progress({ done, count }: IngestResultProps["progress"]) {
  return (
    <div className="mb-4 grid gap-1.5">
      <span className="figures text-small text-ink-soft">{t("add.sending", { done, count })}</span>
      <ProgressBar label={t("add.sending", { done, count })} done={done} total={count} />
    </div>
  );
}

function Problems({ problems }: Pick<IngestReport, "problems">) {
  if (problems.length === 0) return null;
  const more = problems.length - SHOWN_PROBLEMS;
  return (
    <ul className="mt-3 sheet">
      {problems.slice(0, SHOWN_PROBLEMS).map(({ name, message }, index) => (
        // Two files of one name may fail for the same reason.
        // oxlint-disable-next-line react/no-array-index-key
        <li key={index} className="grid gap-x-4 py-2 text-small sm:grid-cols-2">
          <span className="truncate font-medium" title={name}>
            {name}
          </span>
          <span className="text-poor">
            <ServerText text={message} />
          </span>
        </li>
      ))}
      {more > 0 ? (
        <li className="py-2 text-small text-ink-faint">{t("add.moreErrors", { count: more })}</li>
      ) : null}
    </ul>
  );
}
