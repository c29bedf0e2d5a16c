import { formatDateTime } from "../../lib/format/format-date.ts";
import { formatNumber } from "../../lib/format/format-number.ts";
import { t } from "../../lib/messages/translate.ts";
import { ratePerMinute, type IntakeStep } from "./intake-rate.ts";

/** A rate with a digit behind the point where that says something. */
export function formatRate(rate: number): string {
  return formatNumber(rate < 10 ? Math.round(rate * 10) / 10 : Math.round(rate));
}

/** A step of the chart in words. */
export function describeStep(step: IntakeStep, stepSeconds: number): string {
  const { at, inserted, updated, rejected } = step;
  return [
    formatDateTime(at),
    t("home.chartAt", { rate: formatRate(ratePerMinute(step, stepSeconds)) }),
    t("home.chartCounts", { inserted, updated, rejected }),
  ].join(", ");
}
