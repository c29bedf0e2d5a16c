import type { Context } from "@minato/kit";

import { readRules, type BlockRules } from "./block-rules.ts";
import { readChanges, readVersion, type Queryable } from "./blocklist-version.ts";
import { findBlocked } from "./find-blocked.ts";
import { loadPrefixes } from "./load-prefixes.ts";
import type { PrefixRun, PrefixSet } from "./prefix-set.ts";
import { RuleHits } from "./rule-hits.ts";

/** How soon a process that takes nothing in learns of a change. */
const POLLING_MS = 1500;
/** From this share of removed entries on, what is held in memory is read anew. */
const MAX_STALE_SHARE = 0.25;
const MIN_STALE = 1000;

/** What the blocklist needs of a context. */
export interface BlocklistContext extends Pick<Context, "now"> {
  readonly db: Pick<Context["db"], "$client">;
  readonly log: { warn(data: { err: unknown }, message: string): void };
}

/** Where memory is filled from. */
export interface PrefixSource {
  /** At least what was blocked when it was asked, or nothing when it was told to stop. */
  load(isStopped: () => boolean): Promise<PrefixSet | undefined>;
  /** After so many further entries memory is filled anew; never unless told. */
  maxFurther?: number;
}

/** What blocks are held in memory. */
export interface BlocklistMemory {
  entries: number;
  bytes: number;
}

/**
 * What is blocked, as one process knows it. Memory only says that a torrent is not blocked; that it
 * is, the database confirms. Until memory is filled every question goes there.
 */
export class Blocklist {
  readonly hits = new RuleHits();
  /** Of the built-in rule. */
  readonly defaultTerms: readonly string[];
  readonly #ctx: BlocklistContext;
  readonly #source: PrefixSource;
  #version: number | undefined;
  #rules: BlockRules | undefined;
  #prefixes: PrefixSet | undefined;
  /** Changes that happen while memory is filled. */
  #arrivals: Uint8Array[] = [];
  #stale = 0;
  /** Entries that came since memory was filled. */
  #further = 0;
  /** Counts the times that changes were missed. */
  #generation = 0;
  #loading: Promise<void> | undefined;
  #timer: NodeJS.Timeout | undefined;
  #polling: Promise<void> = Promise.resolve();
  #isClosed = false;
  #isUnreachable = false;

  /** Reads memory from the database unless told otherwise. */
  constructor(
    ctx: BlocklistContext,
    defaultTerms: readonly string[],
    source: PrefixSource = { load: (isStopped) => loadPrefixes(ctx.db.$client, isStopped) },
  ) {
    this.#ctx = ctx;
    this.defaultTerms = defaultTerms;
    this.#source = source;
  }

  /** The rules of the last `catchUp`. */
  get rules(): BlockRules {
    if (this.#rules === undefined) throw new Error("the blocklist has not been read yet");
    return this.#rules;
  }

  /** What is held in memory; undefined until it is filled. */
  get memory(): BlocklistMemory | undefined {
    return this.#prefixes && { entries: this.#prefixes.size, bytes: this.#prefixes.bytes };
  }

  /**
   * Learns everything that was committed before now. Called under the lock that keeps torrents from
   * being deleted, nothing can be blocked between this and the caller's commit.
   */
  async catchUp(client: Queryable = this.#ctx.db.$client): Promise<void> {
    for (;;) {
      const known = this.#version;
      const version = await readVersion(client);
      if (version === known) return;
      const changes =
        known === undefined || version < known ? [] : await readChanges(client, known);
      const last = changes.at(-1);
      if (known === undefined || last === undefined) {
        await this.#startOver(client, version);
        continue;
      }
      const rules = changes.some(({ kind }) => kind === "rules")
        ? await readRules(client, this.defaultTerms)
        : undefined;
      // Another caller may have been faster; versions are taken in their order only.
      if (this.#version !== known) continue;
      for (const { kind, count, prefixes } of changes) {
        if (kind === "unblocked") this.#stale += count;
        if (prefixes === undefined) continue;
        this.#prefixes?.add(prefixes);
        this.#further += count;
        if (this.#loading !== undefined) this.#arrivals.push(prefixes);
      }
      this.#version = last.version;
      this.#rules = rules ?? this.#rules;
      this.#reloadWhenStale();
    }
  }

  /** The ones of these hashes that are blocked, in hex; 20 bytes each. */
  async findBlocked(client: Queryable, infoHashes: readonly Buffer[]): Promise<Set<string>> {
    const prefixes = this.#prefixes;
    const candidates =
      prefixes === undefined ? infoHashes : infoHashes.filter((hash) => prefixes.has(hash));
    return candidates.length === 0 ? new Set() : findBlocked(client, candidates);
  }

  /**
   * All that is blocked now, for a blocklist in another thread: the memory itself, not a copy.
   * @throws {Error} when it could not be read
   */
  async share(): Promise<readonly PrefixRun[]> {
    await this.catchUp();
    await this.whenLoaded();
    if (this.#prefixes === undefined) throw new Error("the blocklist is not in memory");
    return this.#prefixes.runs;
  }

  /** Resolves when memory is filled, or could not be. */
  async whenLoaded(): Promise<void> {
    await this.#loading;
  }

  /** Keeps learning of changes until closed; a database that cannot be reached is reported once. */
  startPolling(): void {
    this.#timer = setTimeout(() => (this.#polling = this.#poll()), POLLING_MS).unref();
  }

  /** Stops, and writes the hits that were counted. */
  async close(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    await this.#polling;
    await this.#loading;
    try {
      await this.hits.flush(this.#ctx.db, this.#ctx.now());
    } catch (error) {
      // The database may be gone before us; what else is to be closed must not wait for it.
      this.#ctx.log.warn({ err: error }, "hits of keyword rules were not written");
    }
  }

  async #poll(): Promise<void> {
    try {
      await this.catchUp();
      if (this.#prefixes === undefined) this.#load();
      await this.hits.flush(this.#ctx.db, this.#ctx.now());
      this.#isUnreachable = false;
    } catch (error) {
      if (!this.#isUnreachable) this.#ctx.log.warn({ err: error }, "blocklist cannot be read");
      this.#isUnreachable = true;
    }
    if (!this.#isClosed) this.startPolling();
  }

  async #startOver(client: Queryable, version: number): Promise<void> {
    const rules = await readRules(client, this.defaultTerms);
    this.#version = version;
    this.#rules = rules;
    this.#prefixes = undefined;
    this.#generation++;
    this.#load();
  }

  #reloadWhenStale(): void {
    const size = this.#prefixes?.size ?? 0;
    const isStale = this.#stale >= MIN_STALE && this.#stale > size * MAX_STALE_SHARE;
    const hasGrown = this.#further > (this.#source.maxFurther ?? Number.POSITIVE_INFINITY);
    if (isStale || hasGrown) this.#load();
  }

  #load(): void {
    if (this.#loading !== undefined || this.#isClosed) return;
    this.#loading = this.#fill()
      .catch((error: unknown) => {
        this.#ctx.log.warn({ err: error }, "blocks could not be read into memory");
      })
      .finally(() => (this.#loading = undefined));
  }

  /** Everything up to the version at the start is found; what comes later arrives by `catchUp`. */
  async #fill(): Promise<void> {
    for (;;) {
      const generation = this.#generation;
      this.#arrivals = [];
      this.#stale = 0;
      this.#further = 0;
      const isStopped = () => this.#isClosed || generation !== this.#generation;
      const prefixes = await this.#source.load(isStopped);
      if (this.#isClosed) return;
      if (prefixes === undefined || generation !== this.#generation) continue;
      for (const arrival of this.#arrivals) prefixes.add(arrival);
      this.#arrivals = [];
      this.#prefixes = prefixes;
      return;
    }
  }
}
