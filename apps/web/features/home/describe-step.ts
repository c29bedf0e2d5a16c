import { formatDateTime } from "../../lib/format/format-date.ts";
import { formatNumber } from "../../lib/format/format-number.ts";
import { perLocale } from "../../lib/format/per-locale.ts";
import { t } from "../../lib/messages/translate.ts";
import { ratePerMinute, type IntakeStep } from "./intake-rate.ts";

/** A rate with a digit behind the point where that says something. */
export function formatRate(rate: number): string {
  return formatNumber(rate < 10 ? Math.round(rate * 10) / 10 : Math.round(rate));
}

const HOUR_S = 3600;

const timeOfDay = perLocale((locale) => new Intl.DateTimeFormat(locale, { timeStyle: "short" }));
const day = perLocale(
  (locale) => new Intl.DateTimeFormat(locale, { weekday: "short", day: "numeric", month: "short" }),
);

/** When a step began, as briefly as a chart of such steps needs it. */
export function describeTime(step: IntakeStep | undefined, stepSeconds: number): string {
  if (step === undefined) return "";
  return (stepSeconds < HOUR_S ? timeOfDay() : day()).format(new Date(step.at));
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
