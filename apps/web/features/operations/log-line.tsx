import { clsx } from "clsx";

import { formatClock } from "../../lib/format/format-clock.ts";
import { formatDateTime } from "../../lib/format/format-date.ts";
import { t } from "../../lib/messages/translate.ts";
import type { LogEntry, LogLevel } from "./use-logs.ts";

const TONES = {
  fatal: "text-poor font-semibold",
  error: "text-poor font-semibold",
  warn: "text-fair font-semibold",
  info: "text-ink-soft",
  debug: "text-ink-faint",
  trace: "text-ink-faint",
} satisfies Record<LogLevel, string>;

/** Longer data is shown when it is asked for. */
const MAX_INLINE = 120;

/** One line of the log: when, how grave, what, and what else it says. */
export function LogLine({ entry: { at, level, message, data } }: { entry: LogEntry }) {
  const text = Object.keys(data).length === 0 ? "" : JSON.stringify(data);
  return (
    <li className="grid grid-cols-[auto_auto_minmax(0,1fr)] gap-x-3 py-1.5 font-mono text-caption max-sm:grid-cols-[auto_minmax(0,1fr)]">
      <time dateTime={at} title={formatDateTime(at)} className="figures text-ink-faint">
        {formatClock(at)}
      </time>
      <span className={clsx("w-10", TONES[level])}>{level}</span>
      <div className="min-w-0 wrap-anywhere max-sm:col-span-2">
        <span className="font-medium text-ink">{message}</span>
        {text.length === 0 ? null : text.length <= MAX_INLINE ? (
          <span className="ml-2 text-ink-faint">{text}</span>
        ) : (
          <details>
            <summary className="w-fit cursor-pointer text-accent hover:underline">
              {t("logs.details")}
            </summary>
            <pre className="mt-1 overflow-x-auto rounded-md bg-shoal p-2 whitespace-pre-wrap text-ink-soft">
              {writeData(data)}
            </pre>
          </details>
        )}
      </div>
    </li>
  );
}

/** JSON whose long texts, such as stacks, keep their lines. */
function writeData(data: Record<string, unknown>): string {
  return JSON.stringify(data, null, 2).replaceAll(String.raw`\n`, "\n      ");
}
