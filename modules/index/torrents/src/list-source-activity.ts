import type { Context } from "@minato/kit";
import { z } from "zod";

import "./context.ts";
import { OUTCOMES } from "./source-tally.ts";

const Counts = z.object({ records: z.int(), rejected: z.int() });

/** What one source sent: in total, within the last hour and day, and how fast it does now. */
export const SourceReport = z.object({
  name: z.string(),
  firstPushAt: z.iso.datetime(),
  lastPushAt: z.iso.datetime(),
  inserted: z.int(),
  updated: z.int(),
  unchanged: z.int(),
  blocked: z.int(),
  rejected: z.int(),
  records: z.int().describe("The sum of the five above"),
  lastHour: Counts,
  lastDay: Counts,
  perMinute: z.number().describe("Records a minute over the last five to ten minutes"),
  lastRejectAt: z.iso.datetime().nullable(),
  lastRejectReason: z.string().nullable(),
});

/** What one source sent: in total, within the last hour and day, and how fast it does now. */
export type SourceReport = z.output<typeof SourceReport>;

const MAX_SOURCES = 100;
const MINUTE_MS = 60_000;
const BUCKET_MS = 5 * MINUTE_MS;

interface Row extends Record<(typeof OUTCOMES)[number], number> {
  name: string;
  firstPushAt: Date;
  lastPushAt: Date;
  lastRejectAt: Date | null;
  lastRejectReason: string | null;
  hourRecords: number;
  hourRejected: number;
  dayRecords: number;
  dayRejected: number;
  recentRecords: number;
}

/** The hundred sources that sent last, the latest first; what this process gathered counts too. */
export async function listSourceActivity(ctx: Context): Promise<SourceReport[]> {
  await ctx.torrents.sourceActivity.flush();
  const now = ctx.now().getTime();
  const recent = Math.floor(now / BUCKET_MS) * BUCKET_MS - BUCKET_MS;
  const { rows } = await ctx.db.$client.query<Row>(SELECT, [
    new Date(now - 60 * MINUTE_MS),
    new Date(now - 24 * 60 * MINUTE_MS),
    new Date(recent),
    MAX_SOURCES,
  ]);
  return rows.map((row) => toReport(row, now, recent));
}

/** Totals by source and outcome for counters: the hundred oldest by name, the rest as one. */
export async function countSourceOutcomes(
  ctx: Context,
): Promise<{ source: string; outcome: (typeof OUTCOMES)[number]; records: number }[]> {
  await ctx.torrents.sourceActivity.flush();
  const { rows } = await ctx.db.$client.query<
    Record<(typeof OUTCOMES)[number], number> & { source: string }
  >(
    `select case when place <= $1 then name else 'other' end as source,
       ${OUTCOMES.map((outcome) => `sum(${outcome})::int8 as ${outcome}`).join(", ")}
     from (select a.*, s.name, row_number() over (order by a.source_id) as place
       from source_activity a join sources s on s.id = a.source_id) t
     group by 1`,
    [MAX_SOURCES],
  );
  return rows.flatMap((row) =>
    OUTCOMES.map((outcome) => ({ source: row.source, outcome, records: row[outcome] })),
  );
}

function toReport(row: Row, now: number, recentSince: number): SourceReport {
  const since = Math.max(recentSince, row.firstPushAt.getTime());
  const minutes = Math.max(1, (now - since) / MINUTE_MS);
  const { inserted, updated, unchanged, blocked, rejected } = row;
  return {
    name: row.name,
    firstPushAt: row.firstPushAt.toISOString(),
    lastPushAt: row.lastPushAt.toISOString(),
    inserted,
    updated,
    unchanged,
    blocked,
    rejected,
    records: inserted + updated + unchanged + blocked + rejected,
    lastHour: { records: row.hourRecords, rejected: row.hourRejected },
    lastDay: { records: row.dayRecords, rejected: row.dayRejected },
    perMinute: row.recentRecords / minutes,
    lastRejectAt: row.lastRejectAt?.toISOString() ?? null,
    lastRejectReason: row.lastRejectReason,
  };
}

const SUM = OUTCOMES.join(" + ");
const SELECT = `
with listed as (
  select * from source_activity order by last_push_at desc limit $4
), spans as (
  select source_id,
    sum(${SUM}) filter (where at > $1) as hour_records,
    sum(rejected) filter (where at > $1) as hour_rejected,
    sum(${SUM}) as day_records, sum(rejected) as day_rejected,
    sum(${SUM}) filter (where at >= $3) as recent_records
  from source_history where at > $2 group by source_id
)
select s.name, l.first_push_at as "firstPushAt", l.last_push_at as "lastPushAt",
  l.last_reject_at as "lastRejectAt", l.last_reject_reason as "lastRejectReason",
  ${OUTCOMES.map((outcome) => `l.${outcome}`).join(", ")},
  coalesce(hour_records, 0)::int8 as "hourRecords",
  coalesce(hour_rejected, 0)::int8 as "hourRejected",
  coalesce(day_records, 0)::int8 as "dayRecords", coalesce(day_rejected, 0)::int8 as "dayRejected",
  coalesce(recent_records, 0)::int8 as "recentRecords"
from listed l join sources s on s.id = l.source_id left join spans using (source_id)
order by l.last_push_at desc, s.name`;
