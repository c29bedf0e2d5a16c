"use client";

import { useQuery } from "@tanstack/react-query";

import { FigureRow, type Figure } from "../../components/ui/figure-row.tsx";
import { Loaded } from "../../components/ui/loaded.tsx";
import { Panel } from "../../components/ui/panel.tsx";
import { formatDateTime } from "../../lib/format/format-date.ts";
import { formatNumber } from "../../lib/format/format-number.ts";
import { formatSize } from "../../lib/format/format-size.ts";
import { formatSpan } from "../../lib/format/format-span.ts";
import { t } from "../../lib/messages/translate.ts";
import { orpc, type ApiOutputs } from "../../lib/orpc.ts";
import { DatabasePanel } from "./database-panel.tsx";
import { EmptySearchPanel } from "./empty-search-panel.tsx";
import { IndexPanel } from "./index-panel.tsx";
import { SectionPage } from "./section-page.tsx";
import { SlowSearchPanel, StatementPanel } from "./slow-panels.tsx";
import { useStats } from "./use-stats.ts";

type Info = ApiOutputs["sys"]["info"];

const INTERVAL = 10_000;

/** Versions, memory, sizes, search indexes and what takes long. */
export function SystemScreen() {
  return (
    <SectionPage section="system" lead={t("system.lead")}>
      <System />
    </SectionPage>
  );
}

function System() {
  const info = useQuery(orpc.sys.info.queryOptions({ refetchInterval: INTERVAL }));
  const stats = useStats();
  return (
    <>
      <Panel title={t("system.process")}>
        <Loaded query={info}>
          {(data) => (
            <div className="grid gap-3">
              <FigureRow figures={listVersions(data)} />
              <FigureRow figures={listResources(data)} />
              <p className="text-small text-ink-soft">
                <span className="verbatim">{data.process}</span> · {data.platform} ·{" "}
                {t("system.roles")}: {data.roles.join(", ")}
              </p>
            </div>
          )}
        </Loaded>
      </Panel>
      <IndexPanel />
      <SlowSearchPanel />
      <EmptySearchPanel />
      <StatementPanel />
      <Loaded query={stats}>{({ database }) => <DatabasePanel database={database} />}</Loaded>
    </>
  );
}

function listVersions({ version, node, database, startedAt, uptimeSeconds }: Info): Figure[] {
  return [
    { name: t("system.version"), value: version },
    { name: t("system.node"), value: node },
    {
      name: t("system.postgres"),
      value: database.version.split(" ")[0],
      note: t(database.isOwn ? "system.own" : "system.foreign"),
    },
    {
      name: t("system.uptime"),
      value: formatSpan(uptimeSeconds),
      note: t("system.since", { date: formatDateTime(startedAt) }),
    },
  ];
}

function listResources({ memory, cores, load, disk, database }: Info): Figure[] {
  return [
    {
      name: t("system.memory"),
      value: formatSize(memory.residentBytes),
      note: t("system.memoryNote", {
        heap: formatSize(memory.heapBytes),
        shared: formatSize(memory.sharedBytes),
      }),
    },
    {
      name: t("system.machine"),
      value: formatSize(memory.machineBytes),
      note: t("system.machineNote", { count: cores, load: formatNumber(load) }),
    },
    {
      name: t("system.disk"),
      value: formatSize(disk.freeBytes),
      note: t("system.diskNote", { size: formatSize(disk.totalBytes) }),
    },
    {
      name: t("system.connections"),
      value: formatNumber(database.connections),
      note: t("system.connectionsNote"),
    },
  ];
}
