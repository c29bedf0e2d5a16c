import { currentLanguage, type Language } from "../messages/language.ts";
import { perLocale } from "./per-locale.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const absolute = perLocale(
  (locale) => new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short" }),
);
const relative = perLocale(
  (locale) => new Intl.RelativeTimeFormat(locale, { numeric: "auto", style: "short" }),
);

/** Date and time of day in the reader's manner. */
export function formatDateTime(value: string): string {
  return absolute().format(new Date(value));
}

/** Distance from now in the reader's language: "3 hr. ago". */
export function formatRelative(value: string, now = Date.now()): string {
  const { amount, unit } = toSteps(Date.parse(value) - now);
  return unit === undefined ? relative().format(0, "second") : relative().format(amount, unit);
}

/** Distance from now for a narrow column: "3h", "12d", "2y". */
export function formatAge(value: string, now = Date.now()): string {
  const { amount, unit } = toSteps(Date.parse(value) - now);
  if (unit === undefined) return relative().format(0, "second");
  return `${Math.abs(amount)}${SHORT_UNITS[currentLanguage()][unit]}`;
}

const SHORT_UNITS = {
  en: { minute: "m", hour: "h", day: "d", month: "mo", year: "y" },
  de: { minute: " Min", hour: " Std", day: " T", month: " Mon", year: " J" },
} as const satisfies Record<Language, Record<string, string>>;

function toSteps(milliseconds: number): {
  amount: number;
  unit?: keyof (typeof SHORT_UNITS)[Language];
} {
  const distance = Math.abs(milliseconds);
  // What has just been given 14 days ends in 14 days, not in 13; what is past is counted in full.
  const count = (unit: number) =>
    milliseconds > 0 ? Math.round(milliseconds / unit) : Math.trunc(milliseconds / unit);
  if (distance < MINUTE) return { amount: 0 };
  if (distance < HOUR) return { amount: count(MINUTE), unit: "minute" };
  if (distance < DAY) return { amount: count(HOUR), unit: "hour" };
  if (distance < 60 * DAY) return { amount: count(DAY), unit: "day" };
  if (distance < 730 * DAY) return { amount: count(30.44 * DAY), unit: "month" };
  return { amount: count(365.25 * DAY), unit: "year" };
}
