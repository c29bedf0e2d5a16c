import { transaction } from "@minato/database";
import type { Context } from "@minato/kit";
import type { PoolClient } from "pg";
import { z } from "zod";

import { DROPPABLE, EVICTION_REASONS, readLimits } from "./budget-rules.ts";
import { CHUNK_SIZE } from "./bulk-run.ts";
import { MAX_RUN_TORRENTS } from "./capture-torrents.ts";
import { upkeepSettings } from "./config.ts";
import { DatabaseSize, measureDatabase, type MeasuredDatabase } from "./measure-database.ts";

const MAX_EXAMPLES = 50;
const PLAN_TIMEOUT_MS = 120_000;
/** A row of the purgatory with its indexes, without the large values that move into it as they are. */
const PURGED_BYTES = 420;
/** Row header, pointer and index entry of a file list or metainfo, which vary too much for a mean. */
const LARGE_ROW_BYTES = 60;
/** Tables whose bytes are shared out evenly. */
const TORRENT_TABLES = new Set([
  "torrents",
  "torrent_attributes",
  "torrent_corrections",
  "torrent_external_ids",
  "torrent_sources",
  "torrent_stats",
]);

/** A torrent that would be dropped. */
const Example = z.object({
  infoHash: z.string(),
  title: z.string(),
  size: z.number().nullable(),
  seeders: z.int().nullable(),
  unseededSince: z.iso.date().nullable(),
  indexedAt: z.iso.datetime(),
});

/** What the budget would drop, and why. */
export const BudgetPlan = DatabaseSize.extend({
  maxBytes: z.int().describe("0: no limit"),
  excessBytes: z.int().describe("Live bytes beyond the limit"),
  torrents: z.int().describe("How many would be dropped"),
  freedNowBytes: z.int().describe("Freed at once: without what keeps them restorable"),
  freedLaterBytes: z.int().describe("Freed when they can no longer be brought back"),
  missingBytes: z.int().describe("What the rules leave over the limit"),
  reasons: z
    .array(
      z.object({
        reason: z.enum(EVICTION_REASONS),
        torrents: z.int(),
        freedNowBytes: z.int(),
        examples: z.array(Example).describe(`The first ${MAX_EXAMPLES} in the order of dropping`),
      }),
    )
    .describe("In the order of dropping"),
});

/** What the budget would drop, and why. */
export type BudgetPlan = z.output<typeof BudgetPlan>;

interface ReasonRow {
  rank: number;
  torrents: number;
  freedNow: number;
  freedLater: number;
  examples: z.output<typeof Example>[];
}

/** Unseeded longest first, then the fewest seeders, then the oldest; what nobody counted comes last. */
const ORDER = "rank, since nulls last, seeders, indexed_at, id";

/**
 * SQL: `chosen`, the torrents to drop in their order with what that frees. `$4` is the excess in
 * bytes, `$5` the mean bytes of a torrent without its large values, `$6` the most torrents to look at.
 */
const CHOSEN = `
candidates as materialized (
  select t.id, t.indexed_at, s.seeders,
    case when s.seeders = 0 then 0 when s.seeders > 0 then 1 else 2 end as rank,
    case when s.seeders = 0 then coalesce(
      (select since from torrent_unseeded u where u.torrent_id = t.id), s.checked_at::date) end as since
  ${DROPPABLE}
  order by ${ORDER} limit $6::int
), sized as (
  select c.*, row_number() over (order by ${ORDER}) as place,
    case when f.torrent_id is null then 0 else ${LARGE_ROW_BYTES} end
      + case when m.torrent_id is null then 0 else ${LARGE_ROW_BYTES} end + $5::float8 as own,
    coalesce(pg_column_size(f.files), 0) + coalesce(pg_column_size(m.info), 0)
      + coalesce(pg_column_size(m.piece_layers), 0) as large
  from candidates c
  left join torrent_files f on f.torrent_id = c.id
  left join torrent_metainfo m on m.torrent_id = c.id
), summed as (
  select *, greatest(own - ${PURGED_BYTES}, 0) as now, own + large as later,
    sum(greatest(own - ${PURGED_BYTES}, 0)) over (order by place) as upto
  from sized
), chosen as materialized (
  select * from summed where upto - now < $4::float8
)`;

const PREVIEW = `
with ${CHOSEN}
select rank, count(*)::int as torrents, sum(now)::float8 as "freedNow",
  sum(later)::float8 as "freedLater",
  (select json_agg(json_build_object('infoHash', encode(t.info_hash, 'hex'), 'title', t.title,
      'size', t.size, 'seeders', e.seeders, 'unseededSince', e.since,
      'indexedAt', to_char(t.indexed_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
      order by e.place)
     from (select * from chosen x where x.rank = c.rank order by x.place limit ${MAX_EXAMPLES}) e
     join torrents t on t.id = e.id) as examples
from chosen c group by rank order by rank`;

const CAPTURE = `
with ${CHOSEN}, numbered as (
  select id, rank, place,
    (row_number() over (partition by rank order by place) - 1) / ${CHUNK_SIZE} as part
  from chosen
), batches as (
  select rank, part, array_agg(id order by place) as ids from numbered group by rank, part
), written as (
  insert into bulk_chunks (run_id, number, torrent_ids, reason)
  select $7::int, row_number() over (order by rank, part) - 1, ids, ($8::text[])[rank + 1]
  from batches
)
select count(*)::int as total from chosen`;

/** What a plan rests on: measured once, so that a run drops what its plan says. */
export interface BudgetBasis {
  size: DatabaseSize;
  maxBytes: number;
  excessBytes: number;
  /** Values of `CHOSEN`. */
  values: unknown[];
}

/** Says what the budget would drop now, changing nothing. */
export async function previewBudget(ctx: Context, maxBytes?: number): Promise<BudgetPlan> {
  const basis = await measureBudget(ctx, maxBytes);
  return transaction(ctx.db.$client, async (client) => {
    await client.query("set transaction read only");
    return planBudget(client, basis);
  });
}

/** Measures how far the database is over a limit: that of the settings unless told. */
export async function measureBudget(
  ctx: Context,
  maxBytes = ctx.config(upkeepSettings).maxBytes,
): Promise<BudgetBasis> {
  return createBasis(ctx, await measureDatabase(ctx), maxBytes);
}

/** What a plan for a database of a size rests on. */
export async function createBasis(
  ctx: Context,
  { size, tables }: MeasuredDatabase,
  maxBytes: number,
): Promise<BudgetBasis> {
  const excessBytes = maxBytes === 0 ? 0 : Math.max(0, size.liveBytes - maxBytes);
  const { rows } = await ctx.db.$client.query<{ count: number }>(
    "select count(*)::int as count from torrents",
  );
  const liveBytes = tables.reduce(
    (sum, table) => sum + (TORRENT_TABLES.has(table.name) ? table.liveBytes : 0),
    0,
  );
  const ownBytes = liveBytes / Math.max(1, rows[0]?.count ?? 0);
  const leastFreed = Math.max(1, ownBytes - PURGED_BYTES);
  const most = Math.min(MAX_RUN_TORRENTS, Math.ceil(excessBytes / leastFreed) + 1);
  const limits = readLimits(ctx.config(upkeepSettings), ctx.now());
  return { size, maxBytes, excessBytes, values: [...limits, excessBytes, ownBytes, most] };
}

/** Says what the budget would drop. */
export async function planBudget(client: PoolClient, basis: BudgetBasis): Promise<BudgetPlan> {
  const { size, maxBytes, excessBytes, values } = basis;
  await client.query(`set local statement_timeout = ${PLAN_TIMEOUT_MS}`);
  const { rows } =
    excessBytes === 0 ? { rows: [] } : await client.query<ReasonRow>(PREVIEW, values);
  const sum = (key: "torrents" | "freedNow" | "freedLater") =>
    Math.round(rows.reduce((total, row) => total + row[key], 0));
  return {
    ...size,
    maxBytes,
    excessBytes,
    torrents: sum("torrents"),
    freedNowBytes: sum("freedNow"),
    freedLaterBytes: sum("freedLater"),
    missingBytes: Math.max(0, excessBytes - sum("freedNow")),
    reasons: rows.map(({ rank, torrents, freedNow, examples }) => ({
      reason: EVICTION_REASONS[rank] ?? "unknownSeeders",
      torrents,
      freedNowBytes: Math.round(freedNow),
      examples,
    })),
  };
}

/** Writes the torrents of a plan into the batches of a run, each batch of one reason. */
export async function captureBudget(
  client: PoolClient,
  runId: number,
  { values }: BudgetBasis,
): Promise<number> {
  const { rows } = await client.query<{ total: number }>(CAPTURE, [
    ...values,
    runId,
    EVICTION_REASONS,
  ]);
  return rows[0]?.total ?? 0;
}
