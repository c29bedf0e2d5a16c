import type { Context } from "@minato/kit";

import { OUTCOMES, SourceTally, type OutcomeCounts } from "./source-tally.ts";

interface Pending {
  counts: OutcomeCounts;
  firstAt: Date;
  lastAt: Date;
  lastRejectAt: Date | null;
  lastReject: string | null;
}

const FLUSH_MS = 5000;
const BUCKET_MS = 5 * 60_000;
const MAX_REASON_LENGTH = 300;
/** More names at once are counted together: a pusher could invent one for each request. */
const MAX_PENDING = 1000;
const REST = "other";

/**
 * Counts what each source sends: gathered in memory and written in one statement every five
 * seconds and at the end.
 */
export class SourceActivity {
  readonly #ctx: Context;
  readonly #timer: NodeJS.Timeout;
  #pending = new Map<string, Pending>();
  #flushing: Promise<void> = Promise.resolve();

  constructor(ctx: Context) {
    this.#ctx = ctx;
    this.#timer = setInterval(() => void this.#tryFlush(), FLUSH_MS);
    this.#timer.unref();
  }

  /** Counts for one request or stream of a source. */
  follow(sourceName: string): SourceTally {
    return new SourceTally((counts, reject) => this.add(sourceName, counts, reject));
  }

  /** Writes what was gathered; when that fails it stays gathered. */
  flush(): Promise<void> {
    this.#flushing = this.#flushing.catch(() => undefined).then(() => this.#write());
    return this.#flushing;
  }

  /** Writes the rest and ends. */
  async close(): Promise<void> {
    clearInterval(this.#timer);
    await this.#tryFlush();
  }

  async #tryFlush(): Promise<void> {
    try {
      await this.flush();
    } catch (error) {
      this.#ctx.log.warn({ err: error }, "what sources sent was not counted yet");
    }
  }

  /** Counts what became of some records, and why the last of them that was rejected was. */
  add(sourceName: string, counts: OutcomeCounts, reject: string | undefined): void {
    const now = this.#ctx.now();
    const isRoom = this.#pending.size < MAX_PENDING || this.#pending.has(sourceName);
    const name = isRoom ? sourceName : REST;
    const pending = this.#pending.get(name) ?? {
      counts: { inserted: 0, updated: 0, unchanged: 0, blocked: 0, rejected: 0 },
      firstAt: now,
      lastAt: now,
      lastRejectAt: null,
      lastReject: null,
    };
    for (const outcome of OUTCOMES) pending.counts[outcome] += counts[outcome];
    pending.lastAt = now;
    if (reject !== undefined) {
      pending.lastRejectAt = now;
      pending.lastReject = reject.slice(0, MAX_REASON_LENGTH);
    }
    this.#pending.set(name, pending);
  }

  async #write(): Promise<void> {
    if (this.#pending.size === 0) return;
    const pending = this.#pending;
    this.#pending = new Map();
    try {
      await this.#insert(pending);
    } catch (error) {
      for (const [name, { counts, lastReject }] of pending) {
        this.add(name, counts, lastReject ?? undefined);
      }
      throw error;
    }
  }

  async #insert(pending: ReadonlyMap<string, Pending>): Promise<void> {
    const { db, now, torrents } = this.#ctx;
    const sourceId = await torrents.sourceIds.ensure(db, pending.keys());
    const rows = [...pending]
      .map(([name, one]) => ({ ...one, sourceId: sourceId(name) }))
      .toSorted((a, b) => a.sourceId - b.sourceId);
    const bucket = new Date(Math.floor(now().getTime() / BUCKET_MS) * BUCKET_MS);
    await db.$client.query(INSERT, [
      bucket,
      rows.map((row) => row.sourceId),
      ...OUTCOMES.map((outcome) => rows.map(({ counts }) => counts[outcome])),
      rows.map(({ firstAt }) => firstAt),
      rows.map(({ lastAt }) => lastAt),
      rows.map(({ lastRejectAt }) => lastRejectAt),
      rows.map(({ lastReject }) => lastReject),
    ]);
  }
}

const INSERT = `
with sent as (
  select * from unnest($2::int[], $3::int[], $4::int[], $5::int[], $6::int[], $7::int[],
    $8::timestamptz[], $9::timestamptz[], $10::timestamptz[], $11::text[])
    as s (source_id, inserted, updated, unchanged, blocked, rejected,
      first_at, last_at, last_reject_at, reason)
), history as (
  insert into source_history as h
    (at, source_id, inserted, updated, unchanged, blocked, rejected)
  select $1::timestamptz, source_id, inserted, updated, unchanged, blocked, rejected from sent
  on conflict (at, source_id) do update set inserted = h.inserted + excluded.inserted,
    updated = h.updated + excluded.updated, unchanged = h.unchanged + excluded.unchanged,
    blocked = h.blocked + excluded.blocked, rejected = h.rejected + excluded.rejected
)
insert into source_activity as a (source_id, inserted, updated, unchanged, blocked, rejected,
  first_push_at, last_push_at, last_reject_at, last_reject_reason)
select * from sent
on conflict (source_id) do update set inserted = a.inserted + excluded.inserted,
  updated = a.updated + excluded.updated, unchanged = a.unchanged + excluded.unchanged,
  blocked = a.blocked + excluded.blocked, rejected = a.rejected + excluded.rejected,
  last_push_at = greatest(a.last_push_at, excluded.last_push_at),
  last_reject_at = coalesce(excluded.last_reject_at, a.last_reject_at),
  last_reject_reason = coalesce(excluded.last_reject_reason, a.last_reject_reason)`;
