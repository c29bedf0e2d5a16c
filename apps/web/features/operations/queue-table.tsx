import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Check, RotateCw } from "lucide-react";
import Link from "next/link";
import { useState } from "react";

import { Button } from "../../components/ui/button.tsx";
import { DataTable, type DataColumn } from "../../components/ui/data-table.tsx";
import { useToast } from "../../components/ui/toast.tsx";
import { describeError } from "../../lib/api-error.ts";
import { formatNumber } from "../../lib/format/format-number.ts";
import { formatSpan } from "../../lib/format/format-span.ts";
import { t } from "../../lib/messages/translate.ts";
import { orpc, type ApiOutputs } from "../../lib/orpc.ts";
import { FailedCount } from "./failed-count.tsx";
import { jobsPath, type JobState } from "./job-states.ts";
import { QueueName } from "./queue-name.tsx";

type Queue = ApiOutputs["sys"]["jobs"]["list"]["queues"][number];

interface QueueTableProps {
  queues: readonly Queue[];
  current: string | undefined;
  state: JobState;
}

/** How much of each kind of work waits, runs and has failed, the idle ones folded; a press shows one kind alone. */
export function QueueTable({ queues, current, state }: QueueTableProps) {
  const [isWhole, setIsWhole] = useState(false);
  const busy = queues.filter((queue) => queue.name === current || isBusy(queue));
  const shown = isWhole ? queues : busy;
  const fold = (
    <Button look="quiet" size="small" onClick={() => setIsWhole(!isWhole)}>
      {isWhole ? t("jobs.hideIdle") : t("jobs.idle", { count: queues.length - busy.length })}
    </Button>
  );
  if (shown.length === 0) {
    return (
      <div className="sheet">
        <p className="flex flex-wrap items-center gap-x-2.5 py-2 text-ink-soft">
          <Check aria-hidden size={17} className="shrink-0 text-good" />
          <span className="flex-1">{t("jobs.allIdle")}</span>
          {fold}
        </p>
      </div>
    );
  }
  return (
    <>
      <DataTable
        label={t("jobs.queues")}
        rows={shown}
        rowKey={({ name }) => name}
        columns={listColumns(current, state)}
      />
      {busy.length === queues.length ? null : <div className="mt-1.5 px-1.5">{fold}</div>}
    </>
  );
}

function isBusy({ waiting, running, failed }: Queue): boolean {
  return waiting + running + failed > 0;
}

function listColumns(current: string | undefined, state: JobState): DataColumn<Queue>[] {
  const name = (queue: Queue) => (
    <Link
      href={jobsPath(state, queue.name === current ? undefined : queue.name)}
      replace
      scroll={false}
      aria-current={queue.name === current ? "true" : undefined}
      className="hover:text-accent hover:underline aria-[current=true]:text-accent"
    >
      <QueueName name={queue.name} />
    </Link>
  );
  return [{ id: "name", name: "jobs.queue", cell: name }, ...NUMBER_COLUMNS];
}

const NUMBER_COLUMNS: readonly DataColumn<Queue>[] = [
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
    id: "oldest",
    name: "ops.oldest",
    isNumber: true,
    cell: ({ oldestWaitingSeconds: age }) => (age === null ? "–" : formatSpan(age)),
  },
  {
    id: "failed",
    name: "jobs.failed",
    isNumber: true,
    cell: ({ failed }) => <FailedCount count={failed} />,
  },
  {
    id: "retry",
    name: "",
    className: "w-28 text-right max-sm:empty:hidden",
    cell: ({ name, failed }) => (failed === 0 ? null : <RetryAll queue={name} />),
  },
];

function RetryAll({ queue }: { queue: string }) {
  const client = useQueryClient();
  const toast = useToast();
  const { mutate, isPending } = useMutation(
    orpc.sys.jobs.retry.mutationOptions({
      onSuccess: ({ retried }) => {
        toast(t("jobs.retried", { count: retried }));
        return client.invalidateQueries({ queryKey: orpc.sys.jobs.list.key() });
      },
      onError: (error) => toast(describeError(error), "poor"),
    }),
  );
  return (
    <Button
      look="quiet"
      size="small"
      isBusy={isPending}
      aria-label={t("jobs.retryAllOf", { queue })}
      onClick={() => mutate({ queue })}
    >
      <RotateCw aria-hidden size={14} />
      {t("jobs.retryAll")}
    </Button>
  );
}
