import { perLocale } from "./per-locale.ts";

const full = perLocale((locale) => new Intl.NumberFormat(locale));
const compact = perLocale(
  (locale) => new Intl.NumberFormat(locale, { notation: "compact", maximumFractionDigits: 1 }),
);

/** A whole number with the reader's separators. */
export function formatNumber(value: number): string {
  return full().format(value);
}

const percent = perLocale((locale) => new Intl.NumberFormat(locale, { style: "percent" }));

/** A share from 0 to 1 in whole percent: "42%". */
export function formatPercent(share: number): string {
  return percent().format(share);
}

/** A count that must fit a narrow column: "12.4K". */
export function formatCompact(value: number): string {
  return value < 10_000 ? full().format(value) : compact().format(value);
}

/** Milliseconds with a useful precision: "0.42 ms", "18 ms", "1.3 s". */
export function formatDuration(milliseconds: number): string {
  if (milliseconds >= 1000) return `${full().format(Math.round(milliseconds / 100) / 10)} s`;
  if (milliseconds >= 10) return `${full().format(Math.round(milliseconds))} ms`;
  return `${full().format(Number(milliseconds.toPrecision(2)))} ms`;
}
