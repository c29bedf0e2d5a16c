import { useQuery } from "@tanstack/react-query";

import { DataTable, type DataColumn } from "../../components/ui/data-table.tsx";
import { EmptyBox } from "../../components/ui/empty-box.tsx";
import { Loaded } from "../../components/ui/loaded.tsx";
import { Panel } from "../../components/ui/panel.tsx";
import { RelativeTime } from "../../components/ui/relative-time.tsx";
import { formatDateTime } from "../../lib/format/format-date.ts";
import { formatDuration, formatNumber } from "../../lib/format/format-number.ts";
import { t } from "../../lib/messages/translate.ts";
import { orpc, type ApiOutputs } from "../../lib/orpc.ts";

type SlowSearch = ApiOutputs["search"]["analytics"]["slowest"][number];
type Statement = ApiOutputs["sys"]["statements"]["items"][number];

/** The searches that took longest since this process started. */
export function SlowSearchPanel() {
  const query = useQuery(orpc.search.analytics.queryOptions());
  return (
    <Panel title={t("system.slowSearches")}>
      <Loaded query={query}>
        {({ slowest, searches, since, latency }) => (
          <>
            <p className="figures mb-2 text-small whitespace-normal text-ink-soft">
              {t("system.slowSearchesNote", { count: searches, since: formatDateTime(since) })}
              {latency === undefined ? null : ` · ${writeLatency(latency)}`}
            </p>
            {slowest.length === 0 ? (
              <EmptyBox title={t("system.noSearches")} />
            ) : (
              <DataTable
                label={t("system.slowSearches")}
                columns={searchColumns()}
                rows={slowest}
                rowKey={({ text }) => text}
              />
            )}
          </>
        )}
      </Loaded>
    </Panel>
  );
}

function writeLatency({ p50, p95, p99 }: { p50: number; p95: number; p99: number }): string {
  return t("system.latency", {
    p50: formatDuration(p50),
    p95: formatDuration(p95),
    p99: formatDuration(p99),
  });
}

function searchColumns(): DataColumn<SlowSearch>[] {
  return [
    {
      id: "text",
      name: "system.searchText",
      cell: ({ text }) => (
        <span className="verbatim wrap-anywhere">
          {text === "" ? t("system.everything") : text}
        </span>
      ),
    },
    {
      id: "took",
      name: "system.took",
      isNumber: true,
      cell: ({ milliseconds }) => formatDuration(milliseconds),
    },
    {
      id: "when",
      name: "system.when",
      isNumber: true,
      cell: ({ at }) => <RelativeTime value={at} />,
    },
  ];
}

/** The statements that took PostgreSQL most time; nothing where it does not count them. */
export function StatementPanel() {
  const query = useQuery(orpc.sys.statements.queryOptions());
  if (query.data?.isAvailable === false) return null;
  return (
    <Panel title={t("system.statements")}>
      <Loaded query={query}>
        {({ items }) => (
          <DataTable
            label={t("system.statements")}
            columns={statementColumns()}
            rows={items}
            rowKey={({ text }) => text}
          />
        )}
      </Loaded>
    </Panel>
  );
}

function statementColumns(): DataColumn<Statement>[] {
  return [
    {
      id: "text",
      name: "system.statement",
      cell: ({ text }) => (
        <code className="line-clamp-2 text-caption wrap-anywhere" title={text}>
          {text}
        </code>
      ),
    },
    {
      id: "calls",
      name: "system.calls",
      isNumber: true,
      cell: ({ calls }) => formatNumber(calls),
    },
    {
      id: "mean",
      name: "system.mean",
      isNumber: true,
      cell: ({ meanMs }) => formatDuration(meanMs),
    },
    {
      id: "most",
      name: "system.most",
      isNumber: true,
      className: "max-md:hidden",
      cell: ({ maxMs }) => formatDuration(maxMs),
    },
    {
      id: "total",
      name: "system.total",
      isNumber: true,
      cell: ({ totalMs }) => formatDuration(totalMs),
    },
  ];
}
