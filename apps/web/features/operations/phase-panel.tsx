import Link from "next/link";

import { DataTable, type DataColumn } from "../../components/ui/data-table.tsx";
import { EmptyBox } from "../../components/ui/empty-box.tsx";
import { Panel } from "../../components/ui/panel.tsx";
import { formatDuration, formatNumber } from "../../lib/format/format-number.ts";
import { formatSpan } from "../../lib/format/format-span.ts";
import { findWord } from "../../lib/messages/operator-words.ts";
import { t } from "../../lib/messages/translate.ts";
import { FailedCount } from "./failed-count.tsx";
import { jobsPath } from "./job-states.ts";
import { SECTIONS } from "./sections.ts";
import type { Stats } from "./use-stats.ts";

type Phase = Stats["phases"][number];
type Latency = Stats["jobs"][number];

const PHASE_COLUMNS: readonly DataColumn<Phase>[] = [
  { id: "phase", name: "ops.phase", cell: ({ phase }) => t(`ops.phase.${phase}`) },
  {
    id: "waiting",
    name: "jobs.waiting",
    isNumber: true,
    cell: ({ waiting }) => formatNumber(waiting),
  },
  {
    id: "running",
    name: "jobs.running",
    isNumber: true,
    cell: ({ running }) => formatNumber(running),
  },
  {
    id: "failed",
    name: "jobs.failed",
    isNumber: true,
    cell: ({ failed }) => <FailedCount count={failed} />,
  },
  {
    id: "oldest",
    name: "ops.oldest",
    isNumber: true,
    cell: ({ oldestWaitingSeconds: age }) => (age === null ? "–" : formatSpan(age)),
  },
];

const LATENCY_COLUMNS: readonly DataColumn<Latency>[] = [
  {
    id: "queue",
    name: "jobs.queue",
    cell: ({ queue }) => (
      <Link
        href={jobsPath("finished", queue)}
        title={queue}
        className="hover:text-accent hover:underline"
      >
        {findWord("queue", queue) ?? queue}
      </Link>
    ),
  },
  {
    id: "finished",
    name: "ops.finishedLastHour",
    isNumber: true,
    cell: ({ finished }) => formatNumber(finished),
  },
  {
    id: "waited",
    name: "ops.waited",
    isNumber: true,
    cell: ({ waitedMs }) => writeQuantiles(waitedMs),
  },
  { id: "ran", name: "ops.ran", isNumber: true, cell: ({ ranMs }) => writeQuantiles(ranMs) },
];

/** The work in the background: what waits at each step. */
export function PhasePanel({ phases }: { phases: readonly Phase[] }) {
  return (
    <Panel
      title={t("ops.work")}
      aside={
        <Link href={SECTIONS.jobs.href} className="text-small text-accent hover:underline">
          {t("ops.allJobs")}
        </Link>
      }
    >
      <DataTable
        label={t("ops.work")}
        columns={PHASE_COLUMNS}
        rows={phases}
        rowKey={({ phase }) => phase}
      />
    </Panel>
  );
}

/** How long the jobs of each queue waited and ran lately. */
export function LatencyPanel({ latencies }: { latencies: readonly Latency[] }) {
  return (
    <Panel
      title={t("ops.latency")}
      aside={<span className="text-small text-ink-faint">{t("ops.latencyNote")}</span>}
    >
      {latencies.length === 0 ? (
        <EmptyBox title={t("ops.noLatency")} />
      ) : (
        <DataTable
          label={t("ops.latency")}
          columns={LATENCY_COLUMNS}
          rows={latencies}
          rowKey={({ queue }) => queue}
        />
      )}
    </Panel>
  );
}

function writeQuantiles({ p50, p95 }: Latency["waitedMs"]): string {
  if (p50 === null || p95 === null) return "–";
  return `${formatDuration(p50)} / ${formatDuration(p95)}`;
}
