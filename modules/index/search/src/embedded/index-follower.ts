import { setImmediate as yieldToOthers } from "node:timers/promises";

import type { FeedRebuild, FeedTarget, Operation } from "@minato/search-index";
import type { Pool } from "pg";

import { readIndexMeta, writeIndexMeta } from "../documents/index-meta.ts";
import {
  loadDocuments,
  loadDocumentsAfter,
  loadSeeders,
  type DocumentOptions,
} from "../documents/load-documents.ts";
import {
  findNewestPosition,
  readChanges,
  type ChangedTorrents,
  type ChangePosition,
} from "../documents/read-changes.ts";
import { noteProgress, readGeneration } from "../rebuild-progress.ts";
import { CommitMarks } from "./commit-marks.ts";

/** What an index is kept in line with. */
export interface FollowerOptions extends DocumentOptions {
  pool: Pool;
  index: FeedTarget;
  /** Under which it tells how far it is with being built anew. */
  name: string;
  /** Told each time something became of it. */
  onState: (state: FollowerState) => void;
  log: FollowerLog;
}

/** Where it says what happened. */
export interface FollowerLog {
  info: (data: Readonly<Record<string, unknown>>, message: string) => void;
  warn: (data: Readonly<Record<string, unknown>>, message: string) => void;
}

/** How far the index is. */
export interface FollowerState {
  /** Whether it can be searched; until then PostgreSQL answers. */
  isReady: boolean;
  /** Up to where searches see the log of changes, a second ago at most. */
  position: ChangePosition | undefined;
  /** Whether everything is read anew, beside an index that is ready or before there is one. */
  isRebuilding: boolean;
  /** Torrents read so far by the rebuild under way. */
  rebuilt: number;
  /** Share of the ids behind it, 0 to 1. */
  progress: number;
  /** Why the last step failed; it is tried again. */
  failure: string | undefined;
  rebuilds: number;
}

/** Torrents read at once: while they are indexed the database reads the next. */
const PAGE = 500;
/** Changes of the same torrent that lie so near are applied once. */
const CHANGES = 2000;
const POLL_MS = 250;
const EAGER_POLL_MS = 50;
/** How long after word of a change it is looked for eagerly. */
const EAGER_MS = 1500;
const RETRY_MS = 1000;
/** Documents are committed at most so often, numbers and deletes (visible before) more rarely. */
const COMMIT_MS = 500;
const LAZY_COMMIT_MS = 15_000;
/**
 * So many torrents that change at once are an import, or names that are read behind one. Each
 * commit is a segment to be merged later: fewer of them halve that work. What is new must be found
 * within two seconds.
 */
const MANY = 200;
const COMMIT_MANY_NEW_MS = 1000;
const COMMIT_MANY_MS = 4000;
/** How often it looks whether everything is to be built anew, and tells how far it is. */
const GENERATION_MS = 1000;

/** Keeps an index in line with the database by reading the log of changes. */
export class IndexFollower {
  readonly #options: FollowerOptions;
  readonly #state: FollowerState = {
    isReady: false,
    position: undefined,
    isRebuilding: false,
    rebuilt: 0,
    progress: 0,
    failure: undefined,
    rebuilds: 0,
  };
  readonly #stop = new AbortController();
  /** Up to where the log of changes is read. */
  #position: ChangePosition | undefined;
  /** Up to where searches see it. */
  #searchable: ChangePosition | undefined;
  /** Of the index as it is. */
  #generation = 0;
  #generationReadAt = 0;
  #marks: CommitMarks | undefined;
  #hasNewDocuments = false;
  #hasOtherChanges = false;
  #committedAt = 0;
  /** How long after the last commit what was read since is due. */
  #commitMs = LAZY_COMMIT_MS;
  #toldAt = 0;
  #eagerUntil = 0;
  #wake: (() => void) | undefined;
  #running: Promise<void> = Promise.resolve();

  /** Follows nothing before `start`. */
  constructor(options: FollowerOptions) {
    this.#options = options;
    const meta = readIndexMeta(options.index.meta);
    if (options.index.problem !== undefined || meta === undefined) return;
    this.#generation = meta.generation;
    this.#begin(meta.position);
  }

  /** Begins to follow in the background. */
  start(): void {
    this.#running = this.#run();
  }

  /** Tells that something is about to be committed, so that it is looked for at once. */
  poke(): void {
    this.#eagerUntil = performance.now() + EAGER_MS;
    this.#wake?.();
  }

  /** Ends following and writes what is not on disk yet. */
  async close(): Promise<void> {
    this.#stop.abort();
    this.#wake?.();
    await this.#running;
    if (this.#position === undefined) return;
    // Closing the index writes all patched numbers, so the newest position holds.
    this.#options.index.commit(this.#describe(this.#position));
  }

  async #run(): Promise<void> {
    while (!this.#stop.signal.aborted) {
      try {
        if (await this.#isOutdated()) await this.#rebuild();
        const hasMore = await this.#step();
        if (this.#state.failure !== undefined) this.#tell({ failure: undefined });
        if (hasMore) await yieldToOthers();
        else await this.#rest();
      } catch (error) {
        if (this.#stop.signal.aborted) return;
        this.#fail(error);
        await this.#sleep(RETRY_MS);
      }
    }
  }

  /** Reads one page of changes into the index; answers whether there is more. */
  async #step(): Promise<boolean> {
    const { pool, log } = this.#options;
    if (this.#position === undefined) return true;
    const changes = await readChanges(pool, this.#position, CHANGES);
    if (changes === undefined) {
      log.warn({}, "changes the search index needs are gone; it is built anew");
      this.#position = undefined;
      this.#searchable = undefined;
      this.#tell({ isReady: false, position: undefined });
      return true;
    }
    await this.#applyWhole(changes.whole);
    await this.#applyCounted(changes.counted);
    this.#position = changes.position;
    if (changes.whole.length > 0 || changes.counted.length > 0) this.#hasOtherChanges = true;
    if (changes.whole.length > 0) {
      this.#commitMs = Math.min(this.#commitMs, commitEvery(changes));
    }
    const age = performance.now() - this.#committedAt;
    const isDue = age >= (this.#hasNewDocuments ? this.#commitMs : LAZY_COMMIT_MS);
    if (isDue && (this.#hasNewDocuments || this.#hasOtherChanges)) this.#commit();
    this.#tellPosition();
    return changes.hasMore;
  }

  /** Numbers and deletes are seen at once, documents with their commit. */
  #tellPosition(): void {
    if (!this.#hasNewDocuments) this.#searchable = this.#position;
    if (performance.now() - this.#toldAt < GENERATION_MS) return;
    this.#toldAt = performance.now();
    this.#tell({ position: this.#searchable });
  }

  /** Loads each page while the one before is indexed. */
  async #applyWhole(ids: readonly number[]): Promise<void> {
    const { pool, index } = this.#options;
    const load = async (at: number) => {
      const page = ids.slice(at, at + PAGE);
      return { page, documents: await loadDocuments(pool, page, this.#options) };
    };
    let loaded = ids.length === 0 ? undefined : await load(0);
    for (let at = PAGE; loaded !== undefined; at += PAGE) {
      const { page, documents } = loaded;
      const found = new Set(documents.map(({ id }) => id));
      const operations: Operation[] = page
        .filter((id) => !found.has(id))
        .map((id) => ({ kind: "delete", id }));
      for (const document of documents) operations.push({ kind: "put", document });
      const next = at < ids.length ? load(at) : undefined;
      index.apply(operations);
      if (documents.length > 0) this.#hasNewDocuments = true;
      loaded = await next;
    }
  }

  async #applyCounted(ids: readonly number[]): Promise<void> {
    if (ids.length === 0) return;
    const seeders = await loadSeeders(this.#options.pool, ids);
    this.#options.index.apply(
      ids.map((id) => ({ kind: "patch", id, values: { seeders: seeders.get(id) } })),
    );
  }

  #commit(): void {
    if (this.#position === undefined || this.#marks === undefined) return;
    this.#committedAt = performance.now();
    this.#options.index.commit(this.#describe(this.#marks.add(this.#position, this.#committedAt)));
    this.#hasNewDocuments = false;
    this.#hasOtherChanges = false;
    this.#commitMs = LAZY_COMMIT_MS;
  }

  /** Everything is read: lets searches begin and waits for more. */
  async #rest(): Promise<void> {
    if (!this.#state.isReady) {
      if (this.#hasNewDocuments) this.#commit();
      this.#tell({ isReady: true });
    }
    await this.#sleep(performance.now() < this.#eagerUntil ? EAGER_POLL_MS : POLL_MS);
  }

  /** Whether there is no index, or everything was asked to be built anew. */
  async #isOutdated(): Promise<boolean> {
    if (this.#position === undefined) return true;
    if (performance.now() - this.#generationReadAt < GENERATION_MS) return false;
    this.#generationReadAt = performance.now();
    return (await readGeneration(this.#options.pool)) !== this.#generation;
  }

  /** Reads every torrent into an index beside the old one, which it then replaces. */
  async #rebuild(): Promise<void> {
    const { pool, index, log } = this.#options;
    const startedAt = performance.now();
    const position = await findNewestPosition(pool);
    const generation = await readGeneration(pool);
    const rebuild = index.beginRebuild();
    this.#tell({ isRebuilding: true, rebuilt: 0, progress: 0 });
    try {
      await this.#readEverything(rebuild, generation);
      if (this.#stop.signal.aborted) return rebuild.abandon();
      await rebuild.finish(writeIndexMeta({ position, generation }));
    } catch (error) {
      rebuild.abandon();
      throw error;
    } finally {
      this.#tell({ isRebuilding: false });
    }
    this.#generation = generation;
    // What changed meanwhile is read once more: the pages may have been older.
    this.#begin(position);
    this.#tell({ progress: 1, rebuilds: this.#state.rebuilds + 1 });
    await this.#noteProgress(generation);
    const seconds = Math.round((performance.now() - startedAt) / 1000);
    log.info({ torrents: this.#state.rebuilt, seconds }, "search index built");
  }

  /** Goes on following meanwhile, when there is an index that answers. */
  async #readEverything(rebuild: FeedRebuild, generation: number): Promise<void> {
    const { pool } = this.#options;
    const last = Math.max(1, await findLastId(pool));
    let notedAt = 0;
    let steppedAt = performance.now();
    let page = await loadDocumentsAfter(pool, 0, PAGE, this.#options);
    while (page.length > 0 && !this.#stop.signal.aborted) {
      const lastId = page.at(-1)?.id ?? 0;
      const next = loadDocumentsAfter(pool, lastId, PAGE, this.#options);
      rebuild.apply(page.map((document) => ({ kind: "put", document }) as const));
      const rebuilt = this.#state.rebuilt + page.length;
      this.#tell({ rebuilt, progress: Math.min(0.99, lastId / last) });
      page = await next;
      if (performance.now() - notedAt >= GENERATION_MS) {
        notedAt = performance.now();
        await this.#noteProgress(generation);
      }
      if (performance.now() - steppedAt < POLL_MS) continue;
      while (this.#position !== undefined && (await this.#step()));
      steppedAt = performance.now();
    }
  }

  async #noteProgress(generation: number): Promise<void> {
    const { pool, name } = this.#options;
    const { progress, rebuilt } = this.#state;
    await noteProgress(pool, generation, { name, progress, torrents: rebuilt });
  }

  #describe(position: ChangePosition): string {
    return writeIndexMeta({ position, generation: this.#generation });
  }

  #tell(change: Partial<FollowerState>): void {
    Object.assign(this.#state, change);
    this.#options.onState({ ...this.#state });
  }

  #begin(position: ChangePosition): void {
    this.#position = position;
    this.#searchable = position;
    this.#marks = new CommitMarks(position, performance.now());
  }

  #fail(error: unknown): void {
    const failure = error instanceof Error ? error.message : String(error);
    // The same failure comes again with each try.
    if (failure !== this.#state.failure) {
      this.#options.log.warn({ reason: failure }, "search index could not follow the database");
    }
    this.#tell({ failure });
  }

  async #sleep(ms: number): Promise<void> {
    if (this.#stop.signal.aborted) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    this.#wake = undefined;
  }
}

function commitEvery({ whole, hasInserted }: ChangedTorrents): number {
  if (whole.length < MANY) return COMMIT_MS;
  return hasInserted ? COMMIT_MANY_NEW_MS : COMMIT_MANY_MS;
}

async function findLastId(pool: Pool): Promise<number> {
  const { rows } = await pool.query<{ id: number | null }>("select max(id) as id from torrents");
  return rows[0]?.id ?? 0;
}
