import { useQuery } from "@tanstack/react-query";

import { FigureRow, FigureRowSkeleton, type Figure } from "../../components/ui/figure-row.tsx";
import { Loaded } from "../../components/ui/loaded.tsx";
import { formatNumber } from "../../lib/format/format-number.ts";
import { formatSize } from "../../lib/format/format-size.ts";
import { t } from "../../lib/messages/translate.ts";
import { orpc, type ApiOutputs } from "../../lib/orpc.ts";
import { formatRate } from "./describe-step.ts";
import { currentRate, type Intake } from "./intake-rate.ts";
import { useAdminStats, useIntake, useKinds } from "./use-home.ts";

type Stats = ApiOutputs["admin"]["stats"];
type Budget = ApiOutputs["upkeep"]["budget"]["get"];

/** The numbers an administrator looks at first. */
export function HomeFigures() {
  const stats = useAdminStats();
  const { data: intake } = useIntake("hour");
  const { data: budget } = useQuery(orpc.upkeep.budget.get.queryOptions());
  return (
    <Loaded query={stats} skeleton={<FigureRowSkeleton count={5} />}>
      {(data) => <FigureRow figures={listFigures(data, intake, budget)} />}
    </Loaded>
  );
}

function listFigures(
  stats: Stats,
  intake: Intake | undefined,
  budget: Budget | undefined,
): Figure[] {
  const { torrents, pendingClassification: pending, phases, database } = stats;
  const waiting = phases.reduce((sum, phase) => sum + phase.waiting, 0);
  const running = phases.reduce((sum, phase) => sum + phase.running, 0);
  const limit = budget?.maxBytes ?? 0;
  return [
    {
      name: t("home.torrents"),
      value: formatNumber(torrents),
      note:
        torrents === 0
          ? t("home.noneYet")
          : pending === 0
            ? t("home.allClassified")
            : t("home.classified", { count: formatNumber(pending) }),
    },
    rateFigure(intake),
    {
      name: t("home.waiting"),
      value: formatNumber(waiting),
      note: t("home.runningNote", { count: running }),
    },
    searchFigure(stats.search),
    {
      name: t("home.disk"),
      value: formatSize(database.bytes),
      tone: (budget?.excessBytes ?? 0) > 0 ? "text-poor" : undefined,
      note: limit === 0 ? t("home.diskFree") : t("home.diskOf", { size: formatSize(limit) }),
    },
  ];
}

function rateFigure(intake: Intake | undefined): Figure {
  return {
    name: t("home.rate"),
    value: intake === undefined ? "–" : formatRate(currentRate(intake)),
    note: t("home.rateNote"),
  };
}

const SEARCH_STATES = {
  ready: { name: "home.searchReady", tone: undefined },
  starting: { name: "home.searchStarting", tone: "text-fair" },
  degraded: { name: "home.searchDegraded", tone: "text-poor" },
} as const;

function searchFigure(search: Stats["search"]): Figure {
  const { name, tone } = SEARCH_STATES[search?.status ?? "starting"];
  const pending = search?.pending ?? 0;
  return {
    name: t("home.search"),
    value: t(name),
    tone,
    note:
      pending === 0
        ? t("home.searchUpToDate")
        : t("home.searchLag", { count: formatNumber(pending) }),
  };
}

/** What everybody who searches may know. */
export function MemberFigures() {
  const query = useKinds();
  return (
    <Loaded query={query} skeleton={<FigureRowSkeleton count={2} />}>
      {({ total, facets }) => (
        <FigureRow
          figures={[
            { name: t("home.torrents"), value: formatNumber(total) },
            { name: t("home.types"), value: formatNumber(countKinds(facets)) },
          ]}
        />
      )}
    </Loaded>
  );
}

function countKinds(facets: ApiOutputs["search"]["torrents"]["facets"]): number {
  return facets?.["type"]?.filter(({ value }) => value !== null).length ?? 0;
}
