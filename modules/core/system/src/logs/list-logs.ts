import type { Context } from "@minato/kit";
import { z } from "zod";

import "../context.ts";
import { hideSecrets } from "./hide-secrets.ts";

/** Levels of the log, the gravest first. */
export const LOG_LEVELS = ["fatal", "error", "warn", "info", "debug", "trace"] as const;

/** One entry of the log. */
export const LogEntry = z.object({
  number: z.int().describe("Grows with each entry of the process"),
  at: z.iso.datetime(),
  level: z.enum(LOG_LEVELS),
  message: z.string(),
  data: z.record(z.string(), z.unknown()).describe("What else the entry says"),
});

export const LogListInput = z.object({
  level: z.enum(LOG_LEVELS).default("trace").describe("This one and graver ones"),
  q: z.string().trim().max(200).default("").describe("In the message or what else an entry says"),
  after: z.coerce.number().int().min(0).default(0).describe("Only newer entries than this number"),
  before: z.coerce.number().int().min(1).optional().describe("Only older ones"),
  limit: z.coerce.number().int().min(1).max(500).default(200),
});

export const LogPage = z.object({
  items: z.array(LogEntry).describe("The newest first"),
  last: z.int().describe("Number of the newest entry, whether it fits or not"),
  process: z.string().describe("Whose log this is: host and process id"),
  level: z.string().describe("What is logged at all; LOG_LEVEL says so"),
});

/** The entries of the log of this process that it still remembers and that fit, without secrets. */
export function listLogs(
  ctx: Context,
  input: z.output<typeof LogListInput>,
): Omit<z.output<typeof LogPage>, "process"> {
  const gravest = LOG_LEVELS.indexOf(input.level);
  const words = input.q.toLowerCase();
  const items: z.output<typeof LogEntry>[] = [];
  for (const { number, text } of ctx.logRing.newestFirst(input.after)) {
    if (input.before !== undefined && number >= input.before) continue;
    const line = hideSecrets(text);
    if (words !== "" && !line.toLowerCase().includes(words)) continue;
    const entry = readEntry(number, line);
    if (LOG_LEVELS.indexOf(entry.level) > gravest) continue;
    items.push(entry);
    if (items.length === input.limit) break;
  }
  return { items, last: ctx.logRing.last, level: ctx.log.level };
}

function readEntry(number: number, line: string): z.output<typeof LogEntry> {
  // Our own log wrote the line.
  const { time, level, msg, ...data } = JSON.parse(line) as Record<string, unknown>;
  return {
    number,
    at: String(time),
    level: LOG_LEVELS.find((name) => name === level) ?? "info",
    message: String(msg ?? ""),
    data,
  };
}
