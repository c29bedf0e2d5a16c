import { perLocale } from "./per-locale.ts";

const clock = perLocale(
  (locale) =>
    new Intl.DateTimeFormat(locale, {
      hour: "2-digit",
      minute: "2-digit",
      second: "2-digit",
      hourCycle: "h23",
    }),
);

/** Time of day to the second: "14:03:07". */
export function formatClock(value: string): string {
  return clock().format(new Date(value));
}
