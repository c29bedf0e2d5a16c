import { useState } from "react";

import { DataTable, type DataColumn } from "../../components/ui/data-table.tsx";
import { LinkTabs } from "../../components/ui/link-tabs.tsx";
import { Loaded } from "../../components/ui/loaded.tsx";
import { Panel } from "../../components/ui/panel.tsx";
import { Skeleton } from "../../components/ui/skeleton.tsx";
import { formatDateTime } from "../../lib/format/format-date.ts";
import { formatNumber } from "../../lib/format/format-number.ts";
import { t } from "../../lib/messages/translate.ts";
import { describeStep, formatRate } from "./describe-step.ts";
import { homePath, SPANS, type HomeState } from "./home-path.ts";
import { IntakeChart } from "./intake-chart.tsx";
import { ratePerMinute, type Intake, type IntakeStep } from "./intake-rate.ts";
import { useIntake } from "./use-home.ts";

/** New torrents per minute over the last hour, day or week. */
export function IntakePanel({ state }: { state: HomeState }) {
  const query = useIntake(state.span);
  const tabs = SPANS.map((span) => ({
    href: homePath({ ...state, span }),
    name: t(`home.${span}`),
    isCurrent: span === state.span,
  }));
  return (
    <Panel
      title={t("home.intake")}
      aside={
        <div className="shrink-0">
          <LinkTabs label={t("home.span")} tabs={tabs} />
        </div>
      }
    >
      <Loaded query={query} skeleton={<Skeleton className="h-64 w-full rounded-lg!" />}>
        {(intake) => <IntakeView intake={intake} />}
      </Loaded>
    </Panel>
  );
}

function IntakeView({ intake }: { intake: Intake }) {
  const [index, setIndex] = useState<number>();
  const { items, stepSeconds } = intake;
  const step = index === undefined ? undefined : items[index];
  return (
    <div className="rounded-lg border border-line bg-surface px-4 py-3">
      <p className="figures mb-3 min-h-5 truncate text-small text-ink-soft">
        {step === undefined ? summarize(intake) : describeStep(step, stepSeconds)}
      </p>
      <IntakeChart intake={intake} onRead={setIndex} />
      <details className="mt-2 text-small">
        <summary className="touch w-fit cursor-pointer rounded-sm text-ink-soft hover:text-ink">
          {t("home.asTable")}
        </summary>
        <div className="mt-2 max-h-80 overflow-y-auto">
          <DataTable
            label={t("home.intake")}
            columns={listColumns(stepSeconds)}
            rows={items.toReversed()}
            rowKey={({ at }) => at}
          />
        </div>
      </details>
    </div>
  );
}

function summarize({ items, stepSeconds }: Intake): string {
  const count = items.reduce((sum, { inserted }) => sum + inserted, 0);
  if (count === 0) return t("home.chartEmpty");
  const peak = Math.max(...items.map((step) => ratePerMinute(step, stepSeconds)));
  return `${t("home.chartTotal", { count })}, ${t("home.chartPeak", { rate: formatRate(peak) })}`;
}

function listColumns(stepSeconds: number): DataColumn<IntakeStep>[] {
  return [
    { id: "at", name: "home.time", cell: ({ at }) => formatDateTime(at) },
    {
      id: "rate",
      name: "home.perMinute",
      isNumber: true,
      cell: (step) => formatRate(ratePerMinute(step, stepSeconds)),
    },
    countColumn("inserted", "home.new"),
    countColumn("updated", "home.updated"),
    countColumn("unchanged", "home.unchanged"),
    countColumn("blocked", "home.blocked"),
    countColumn("rejected", "home.rejected"),
  ];
}

function countColumn(
  id: "inserted" | "updated" | "unchanged" | "blocked" | "rejected",
  name: DataColumn<IntakeStep>["name"],
): DataColumn<IntakeStep> {
  return { id, name, isNumber: true, cell: (step) => formatNumber(step[id]) };
}
