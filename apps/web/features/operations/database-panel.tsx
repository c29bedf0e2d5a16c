"use client";

import { useState } from "react";

import { Button } from "../../components/ui/button.tsx";
import { DataTable, type DataColumn } from "../../components/ui/data-table.tsx";
import { Panel } from "../../components/ui/panel.tsx";
import { RelativeTime } from "../../components/ui/relative-time.tsx";
import { formatCompact } from "../../lib/format/format-number.ts";
import { formatSize } from "../../lib/format/format-size.ts";
import { t } from "../../lib/messages/translate.ts";
import type { Stats } from "./use-stats.ts";

type Database = Stats["database"];
type Table = Database["tables"][number];
type Index = Database["indexes"][number];

const SHORT_LENGTH = 8;

const TABLE_COLUMNS: readonly DataColumn<Table>[] = [
  { id: "name", name: "ops.table", cell: ({ name }) => <code>{name}</code> },
  { id: "size", name: "ops.size", isNumber: true, cell: ({ bytes }) => formatSize(bytes) },
  {
    id: "indexes",
    name: "ops.ofIndexes",
    isNumber: true,
    cell: ({ indexBytes }) => formatSize(indexBytes),
  },
  { id: "rows", name: "ops.rows", isNumber: true, cell: ({ rows }) => formatCompact(rows) },
  {
    id: "dead",
    name: "ops.deadRows",
    isNumber: true,
    className: "max-md:hidden",
    cell: ({ deadRows }) => formatCompact(deadRows),
  },
  {
    id: "vacuum",
    name: "ops.vacuumed",
    isNumber: true,
    className: "max-lg:hidden",
    cell: ({ lastVacuumAt, lastAutovacuumAt }) => {
      const last = [lastVacuumAt, lastAutovacuumAt]
        .filter((at) => at !== null)
        .toSorted()
        .at(-1);
      return last === undefined ? t("app.never") : <RelativeTime value={last} />;
    },
  },
];

const INDEX_COLUMNS: readonly DataColumn<Index>[] = [
  {
    id: "name",
    name: "ops.index",
    cell: ({ name, isValid, isUnused }) => (
      <>
        <code className="wrap-anywhere">{name}</code>
        {isValid ? null : <span className="ml-2 text-poor">{t("ops.invalid")}</span>}
        {isUnused ? <span className="ml-2 text-fair">{t("ops.unused")}</span> : null}
      </>
    ),
  },
  {
    id: "table",
    name: "ops.table",
    className: "max-lg:hidden",
    cell: ({ table }) => <code className="text-ink-soft">{table}</code>,
  },
  { id: "size", name: "ops.size", isNumber: true, cell: ({ bytes }) => formatSize(bytes) },
  { id: "scans", name: "ops.scans", isNumber: true, cell: ({ scans }) => formatCompact(scans) },
  {
    id: "bloat",
    name: "ops.bloat",
    isNumber: true,
    className: "max-md:hidden",
    cell: ({ bloatBytes }) => (bloatBytes === null ? "–" : formatSize(bloatBytes)),
  },
];

/** What the database takes, by table and by index. */
export function DatabasePanel({ database }: { database: Database }) {
  return (
    <>
      <Panel title={t("ops.tables")}>
        <Shortened rows={database.tables}>
          {(rows) => (
            <DataTable
              label={t("ops.tables")}
              columns={TABLE_COLUMNS}
              rows={rows}
              rowKey={({ name }) => name}
            />
          )}
        </Shortened>
      </Panel>
      <Panel title={t("ops.indexes")}>
        <Shortened rows={database.indexes}>
          {(rows) => (
            <DataTable
              label={t("ops.indexes")}
              columns={INDEX_COLUMNS}
              rows={rows}
              rowKey={({ name }) => name}
            />
          )}
        </Shortened>
      </Panel>
    </>
  );
}

interface ShortenedProps<Row> {
  rows: readonly Row[];
  children: (rows: readonly Row[]) => React.ReactNode;
}

/** The first rows, and the others when they are asked for. */
function Shortened<Row>({ rows, children }: ShortenedProps<Row>) {
  const [isWhole, setIsWhole] = useState(false);
  return (
    <>
      {children(isWhole ? rows : rows.slice(0, SHORT_LENGTH))}
      {rows.length > SHORT_LENGTH ? (
        <Button
          look="quiet"
          size="small"
          className="mt-1.5 ml-1.5"
          onClick={() => setIsWhole(!isWhole)}
        >
          {isWhole ? t("filter.fewer") : t("filter.more", { count: rows.length - SHORT_LENGTH })}
        </Button>
      ) : null}
    </>
  );
}
