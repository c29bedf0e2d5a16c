"use client";

import Link from "next/link";

import { buttonStyle } from "../../components/ui/button.tsx";
import { DataTable, type DataColumn } from "../../components/ui/data-table.tsx";
import { EmptyBox } from "../../components/ui/empty-box.tsx";
import { Loaded } from "../../components/ui/loaded.tsx";
import { RelativeTime } from "../../components/ui/relative-time.tsx";
import { ServerText } from "../../components/ui/server-text.tsx";
import { formatCompact, formatNumber } from "../../lib/format/format-number.ts";
import { t } from "../../lib/messages/translate.ts";
import { SectionPage } from "./section-page.tsx";
import { useStats, type Stats } from "./use-stats.ts";

type Source = Stats["sourceActivity"][number];

/** Whoever sends torrents: when, how fast, and what was refused. */
export function SourcesScreen() {
  return (
    <SectionPage section="sources" lead={t("sources.lead")}>
      <Sources />
    </SectionPage>
  );
}

function Sources() {
  const query = useStats();
  return (
    <Loaded query={query}>
      {({ sourceActivity }) =>
        sourceActivity.length === 0 ? (
          <EmptyBox title={t("sources.emptyTitle")}>
            <p>{t("sources.emptyText")}</p>
            <Link href="/keys" className={buttonStyle({ className: "mt-3" })}>
              {t("nav.keys")}
            </Link>
          </EmptyBox>
        ) : (
          <DataTable
            label={t("ops.sources")}
            columns={COLUMNS}
            rows={sourceActivity}
            rowKey={({ name }) => name}
          />
        )
      }
    </Loaded>
  );
}

const COLUMNS: readonly DataColumn<Source>[] = [
  {
    id: "name",
    name: "sources.name",
    cell: ({ name, lastRejectReason }) => (
      <span className="grid min-w-0">
        <Link
          href={`/?source=${encodeURIComponent(name)}`}
          className="font-medium hover:text-accent hover:underline"
        >
          {name}
        </Link>
        {lastRejectReason === null ? null : (
          <span className="text-caption text-poor">
            <ServerText text={lastRejectReason} />
          </span>
        )}
      </span>
    ),
  },
  {
    id: "last",
    name: "sources.lastPush",
    isNumber: true,
    cell: ({ lastPushAt }) => <RelativeTime value={lastPushAt} />,
  },
  {
    id: "rate",
    name: "sources.perMinute",
    isNumber: true,
    cell: ({ perMinute }) => formatCompact(Math.round(perMinute)),
  },
  {
    id: "day",
    name: "sources.lastDay",
    isNumber: true,
    cell: ({ lastDay }) => formatCompact(lastDay.records),
  },
  {
    id: "records",
    name: "sources.records",
    isNumber: true,
    cell: ({ records }) => <span title={formatNumber(records)}>{formatCompact(records)}</span>,
  },
  {
    id: "inserted",
    name: "sources.inserted",
    isNumber: true,
    className: "max-md:hidden",
    cell: ({ inserted }) => formatCompact(inserted),
  },
  {
    id: "blocked",
    name: "sources.blocked",
    isNumber: true,
    className: "max-lg:hidden",
    cell: ({ blocked }) => formatCompact(blocked),
  },
  {
    id: "rejected",
    name: "sources.rejected",
    isNumber: true,
    cell: ({ rejected }) => (
      <span className={rejected === 0 ? "text-ink-faint" : "text-poor"}>
        {formatCompact(rejected)}
      </span>
    ),
  },
];
