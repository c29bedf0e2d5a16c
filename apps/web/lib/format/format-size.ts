import { perLocale } from "./per-locale.ts";

const UNITS = ["B", "KiB", "MiB", "GiB", "TiB", "PiB"] as const;

/** One for each number of digits behind the point: making one takes a hundred times its use. */
const figures = perLocale((locale) =>
  [0, 1, 2].map(
    (digits) =>
      new Intl.NumberFormat(locale, {
        minimumFractionDigits: digits,
        maximumFractionDigits: digits,
      }),
  ),
);

/** Bytes in binary units with three significant figures at most: "1.46 GiB". */
export function formatSize(bytes: number): string {
  const power = bytes < 1 ? 0 : Math.min(Math.floor(Math.log2(bytes) / 10), UNITS.length - 1);
  const value = bytes / 1024 ** power;
  const digits = power === 0 || value >= 100 ? 0 : value >= 10 ? 1 : 2;
  return `${figures()[digits]?.format(value) ?? value} ${UNITS[power] ?? "B"}`;
}
