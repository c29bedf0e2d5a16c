import { formatSize } from "../../lib/format/format-size.ts";
import { t, type PlainMessageKey } from "../../lib/messages/translate.ts";

const MIB = 1024 ** 2;
const GIB = 1024 ** 3;

/** Spans of sizes in bytes, ascending, by the names the server gives them; an absent end is open. */
const SIZES: Readonly<Record<string, { from?: number; to?: number }>> = {
  "<100mb": { to: 100 * MIB },
  "100mb..500mb": { from: 100 * MIB, to: 500 * MIB },
  "500mb..1gb": { from: 500 * MIB, to: GIB },
  "1gb..5gb": { from: GIB, to: 5 * GIB },
  "5gb..20gb": { from: 5 * GIB, to: 20 * GIB },
  ">20gb": { from: 20 * GIB },
};

/** Spans of time since a torrent entered the index, ascending, by their names on the server. */
const AGES: Readonly<Record<string, PlainMessageKey>> = {
  "<1d": "age.day",
  "1d..7d": "age.week",
  "7d..30d": "age.month",
  "30d..1y": "age.year",
  ">1y": "age.older",
};

const PICTURES: Readonly<Record<string, string>> = { "dolby-vision": "Dolby Vision" };

/** A span of sizes as people read it; one that is not known here as the server names it. */
export function describeSizeSpan(value: string): string {
  const span = SIZES[value];
  if (span === undefined) return value;
  const from = span.from === undefined ? undefined : formatSize(span.from);
  const to = span.to === undefined ? undefined : formatSize(span.to);
  if (from === undefined) return t("filter.sizeAtMost", { to: to ?? "" });
  return to === undefined
    ? t("filter.sizeAtLeast", { from })
    : t("filter.sizeBetween", { from, to });
}

/** A span of ages as people read it. */
export function describeAgeSpan(value: string): string {
  const key = AGES[value];
  return key === undefined ? value : t(key);
}

/** A format of the picture. */
export function describePicture(value: string): string {
  return PICTURES[value] ?? value.toUpperCase();
}

/** Spans stand in their own order, whatever most results have. */
export const SPAN_ORDERS: Readonly<Record<"size" | "age", readonly string[]>> = {
  size: Object.keys(SIZES),
  age: Object.keys(AGES),
};
