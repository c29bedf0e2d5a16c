import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";

import { orpc, type ApiOutputs } from "../../lib/orpc.ts";

/** Levels of the log, the gravest first. */
export const LOG_LEVELS = ["fatal", "error", "warn", "info", "debug", "trace"] as const;
/** One level. */
export type LogLevel = (typeof LOG_LEVELS)[number];
/** One line. */
export type LogEntry = ApiOutputs["sys"]["logs"]["list"]["items"][number];

const PAGE_SIZE = 200;
const MAX_LINES = 500;
/** Events bring new lines; this is for what they miss. */
const INTERVAL = 30_000;

interface LogFilter {
  level: LogLevel;
  q: string;
  /** False holds the list still while somebody reads. */
  isTailing: boolean;
}

/**
 * The newest lines that fit. While the tail is off they stay as they are, and `newer` says how many
 * lines were written since.
 */
export function useLogs({ level, q, isTailing }: LogFilter) {
  const [limit, setLimit] = useState(PAGE_SIZE);
  const [heldAt, setHeldAt] = useState<number>();
  const query = useQuery(
    orpc.sys.logs.list.queryOptions({
      input: { level, q, limit, ...(heldAt === undefined ? {} : { before: heldAt + 1 }) },
      placeholderData: keepPreviousData,
      refetchInterval: INTERVAL,
    }),
  );
  const last = query.data?.last ?? 0;
  if (isTailing && heldAt !== undefined) setHeldAt(undefined);
  if (!isTailing && heldAt === undefined && query.data !== undefined) setHeldAt(last);
  const isFull = query.data?.items.length === limit && limit < MAX_LINES;
  return {
    query,
    newer: heldAt === undefined ? 0 : Math.max(0, last - heldAt),
    showMore: isFull ? () => setLimit(MAX_LINES) : undefined,
  };
}
