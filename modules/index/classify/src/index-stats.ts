import type { Context } from "@minato/kit";
import "@minato/search/context";
import { SearchStatus } from "@minato/search/search-status";
import { DatabaseStats, loadDatabaseStats } from "@minato/system/database-stats";
import { JobLatency, loadJobLatency } from "@minato/system/job-latency";
import { PHASES } from "@minato/system/job-phase";
import { loadQueueDepths, type QueueDepth } from "@minato/system/queue-depths";
import { listSourceActivity, SourceReport } from "@minato/torrents/list-source-activity";
import { z } from "zod";

/** Counts are kept a millisecond for so many torrents: ten for a thousand, half a minute for 3 M. */
const COUNTED_PER_MS = 100;

/** Exact numbers of what the index holds. */
const Counts = z.object({
  torrents: z.int(),
  classified: z.int().describe("Torrents whose name has been read"),
  pendingClassification: z.int(),
  sources: z.int(),
});

/** The work behind one step of what a torrent goes through, all its queues together. */
const PhaseDepth = z.object({
  phase: z.enum(PHASES),
  queues: z.array(z.string()),
  waiting: z.int(),
  running: z.int(),
  failed: z.int(),
  oldestWaitingSeconds: z.number().nullable(),
});

/** The log of changes that search indexes and followers read. */
const ChangeLog = z.object({
  entries: z.int().describe("Each names the torrents that one transaction changed in one way"),
  oldestAt: z.iso.datetime().nullable(),
  newestId: z.int().nullable(),
  newestAt: z.iso.datetime().nullable(),
  ageSeconds: z.number().nullable(),
});

/** What the index holds, how it is filled and how its database does. */
export const IndexStats = Counts.extend({
  databaseBytes: z.int(),
  phases: z
    .array(PhaseDepth)
    .describe(
      "What comes in is written at once, so that nothing waits for ingest but imports in the " +
        "background; behind index waits what the search index of this process does not hold yet",
    ),
  search: SearchStatus.optional().describe("Of this process"),
  changeLog: ChangeLog,
  jobs: z.array(JobLatency).describe("Kinds of which one finished within the last hour"),
  sourceActivity: z.array(SourceReport).describe("The hundred that sent last"),
  database: DatabaseStats,
});

/** What the index holds, how it is filled and how its database does. */
export type IndexStats = z.output<typeof IndexStats>;

/** Everything an administrator's overview shows; what is dear to count may be seconds old. */
export async function loadIndexStats(ctx: Context): Promise<IndexStats> {
  const [counts, depths, search, changeLog, jobs, sourceActivity, database] = await Promise.all([
    loadIndexCounts(ctx),
    loadQueueDepths(ctx),
    findSearchStatus(ctx),
    loadChangeLog(ctx),
    loadJobLatency(ctx),
    listSourceActivity(ctx),
    loadDatabaseStats(ctx),
  ]);
  return {
    ...counts,
    databaseBytes: database.bytes,
    phases: toPhases(depths, search),
    ...(search === undefined ? {} : { search }),
    changeLog,
    jobs,
    sourceActivity,
    database,
  };
}

/** Counts what the index holds, exactly; everyone who asks at about the same time gets the same. */
export function loadIndexCounts(ctx: Context): Promise<z.output<typeof Counts>> {
  return ctx.figures.get(
    "index.counts",
    () => countIndex(ctx),
    ({ torrents }) => torrents / COUNTED_PER_MS,
  );
}

async function countIndex(ctx: Context): Promise<z.output<typeof Counts>> {
  const { rows } = await ctx.db.$client.query<{ torrents: number; classified: number }>(
    `select (select count(*) from torrents) as torrents,
       (select count(*) from torrent_attributes) as classified,
       (select count(*) from sources) as sources`,
  );
  const { torrents = 0, classified = 0 } = rows[0] ?? {};
  return Counts.parse({
    ...rows[0],
    pendingClassification: Math.max(0, torrents - classified),
  });
}

/** The absence of the search module is for tests of lower ones. */
async function findSearchStatus(ctx: Context): Promise<SearchStatus | undefined> {
  const search: Context["search"] | undefined = ctx.search;
  return search?.health();
}

/** How long the log of changes is, and its ends. */
export async function loadChangeLog(ctx: Context): Promise<z.output<typeof ChangeLog>> {
  const { rows } = await ctx.db.$client.query<{
    entries: number;
    oldestAt: Date | null;
    newestId: number | null;
    newestAt: Date | null;
    age: number | null;
  }>(
    `select (select count(*)::int from torrent_changes) as entries, o.at as "oldestAt",
       n.id as "newestId", n.at as "newestAt",
       extract(epoch from clock_timestamp() - n.at)::float8 as age
     from (select) one
     left join lateral (select at from torrent_changes order by id limit 1) o on true
     left join lateral (select id, at from torrent_changes order by id desc limit 1) n on true`,
  );
  const [log] = rows;
  return {
    entries: log?.entries ?? 0,
    oldestAt: log?.oldestAt?.toISOString() ?? null,
    newestId: log?.newestId ?? null,
    newestAt: log?.newestAt?.toISOString() ?? null,
    ageSeconds: log?.age ?? null,
  };
}

function toPhases(
  depths: readonly QueueDepth[],
  search: SearchStatus | undefined,
): z.output<typeof PhaseDepth>[] {
  return PHASES.map((phase) => {
    const queues = depths.filter((depth) => depth.phase === phase);
    const sum = (count: (depth: QueueDepth) => number) =>
      queues.reduce((total, depth) => total + count(depth), 0);
    const ages = queues.flatMap(({ oldestWaitingSeconds: age }) => (age === null ? [] : [age]));
    const pending = phase === "index" ? (search?.pending ?? 0) : 0;
    if (pending > 0) ages.push(search?.lagSeconds ?? 0);
    return {
      phase,
      queues: queues.map(({ name }) => name),
      waiting: pending + sum(({ waiting }) => waiting),
      running: sum(({ running }) => running),
      failed: sum(({ failed }) => failed),
      oldestWaitingSeconds: ages.length === 0 ? null : Math.max(...ages),
    };
  });
}
