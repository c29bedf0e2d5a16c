"use client";

import { FigureRow } from "../../components/ui/figure-row.tsx";
import { Loaded } from "../../components/ui/loaded.tsx";
import { RelativeTime } from "../../components/ui/relative-time.tsx";
import { formatNumber } from "../../lib/format/format-number.ts";
import { formatSize } from "../../lib/format/format-size.ts";
import { t } from "../../lib/messages/translate.ts";
import { LatencyPanel, PhasePanel } from "./phase-panel.tsx";
import { SectionPage } from "./section-page.tsx";
import { useStats, type Stats } from "./use-stats.ts";
import { WorkerPanel } from "./worker-panel.tsx";

/** How the whole program does, at a glance. */
export function OverviewScreen() {
  return (
    <SectionPage section="overview" lead={t("ops.overviewLead")}>
      <Overview />
    </SectionPage>
  );
}

function Overview() {
  const query = useStats();
  return (
    <Loaded query={query}>
      {(stats) => (
        <>
          <FigureRow figures={listFigures(stats)} />
          <div className="grid grid-cols-[minmax(0,1fr)] gap-x-8 gap-y-9 xl:grid-cols-[minmax(0,5fr)_minmax(0,6fr)]">
            <div className="grid h-fit grid-cols-[minmax(0,1fr)] gap-9">
              <PhasePanel phases={stats.phases} />
              <WorkerPanel />
            </div>
            <LatencyPanel latencies={stats.jobs} />
          </div>
        </>
      )}
    </Loaded>
  );
}

function listFigures({ torrents, pendingClassification, sources, database, changeLog }: Stats) {
  return [
    { name: t("ops.torrents"), value: formatNumber(torrents) },
    {
      name: t("ops.pending"),
      value: formatNumber(pendingClassification),
      tone: pendingClassification > 0 ? "text-fair" : undefined,
    },
    { name: t("ops.sourceCount"), value: formatNumber(sources) },
    {
      name: t("ops.database"),
      value: formatSize(database.bytes),
      note:
        database.walBytes === null
          ? undefined
          : t("ops.walNote", { size: formatSize(database.walBytes) }),
    },
    {
      name: t("ops.lastChange"),
      value:
        changeLog.newestAt === null ? t("app.none") : <RelativeTime value={changeLog.newestAt} />,
    },
  ];
}
