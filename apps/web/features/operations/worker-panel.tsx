import { useQuery } from "@tanstack/react-query";
import { clsx } from "clsx";

import { DataTable, type DataColumn } from "../../components/ui/data-table.tsx";
import { EmptyBox } from "../../components/ui/empty-box.tsx";
import { Loaded } from "../../components/ui/loaded.tsx";
import { Panel } from "../../components/ui/panel.tsx";
import { RelativeTime } from "../../components/ui/relative-time.tsx";
import { formatNumber } from "../../lib/format/format-number.ts";
import { t } from "../../lib/messages/translate.ts";
import { orpc, type ApiOutputs } from "../../lib/orpc.ts";

type Worker = ApiOutputs["sys"]["workers"]["list"]["items"][number];

/** Events tell when one comes or goes; this keeps the times right. */
const INTERVAL = 30_000;

const COLUMNS: readonly DataColumn<Worker>[] = [
  {
    id: "name",
    name: "ops.process",
    cell: ({ name, isAlive }) => (
      <span className="inline-flex items-center gap-2">
        <span
          aria-hidden
          className={clsx("size-2 rounded-full", isAlive ? "bg-good" : "bg-line-strong")}
        />
        <span className="verbatim font-medium">{name}</span>
        <span className="sr-only">{t(isAlive ? "ops.alive" : "ops.gone")}</span>
      </span>
    ),
  },
  {
    id: "roles",
    name: "ops.roles",
    className: "max-lg:hidden",
    cell: ({ roles }) => <span className="text-ink-soft">{roles.join(", ")}</span>,
  },
  {
    id: "running",
    name: "jobs.running",
    isNumber: true,
    cell: ({ running }) => formatNumber(running),
  },
  {
    id: "started",
    name: "ops.started",
    isNumber: true,
    cell: ({ startedAt }) => <RelativeTime value={startedAt} />,
  },
  {
    id: "seen",
    name: "ops.lastSeen",
    isNumber: true,
    cell: ({ lastSeenAt }) => <RelativeTime value={lastSeenAt} />,
  },
];

/** The processes that run jobs. */
export function WorkerPanel() {
  const query = useQuery(
    orpc.sys.workers.list.queryOptions({ input: {}, refetchInterval: INTERVAL }),
  );
  return (
    <Panel title={t("ops.workers")}>
      <Loaded query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyBox title={t("ops.noWorkers")}>{t("ops.noWorkersText")}</EmptyBox>
          ) : (
            <DataTable
              label={t("ops.workers")}
              columns={COLUMNS}
              rows={items}
              rowKey={({ id }) => id}
            />
          )
        }
      </Loaded>
    </Panel>
  );
}
