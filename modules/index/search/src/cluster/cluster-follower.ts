import { setTimeout as sleep } from "node:timers/promises";

import type { Pool } from "pg";
import type { Logger } from "pino";

import type { IndexMeta } from "../documents/index-meta.ts";
import { loadDocuments, loadDocumentsAfter } from "../documents/load-documents.ts";
import { findNewestPosition, readChanges, type ChangePosition } from "../documents/read-changes.ts";
import { noteProgress, readGeneration } from "../rebuild-progress.ts";
import { toClusterDocument } from "./cluster-document.ts";
import type { ClusterIndex, ClusterRebuild } from "./cluster-index.ts";
import { readClusterState, writeClusterState } from "./cluster-state.ts";
import type { Leadership } from "./leadership.ts";

/** What a cluster is kept in line with. */
export interface ClusterFollowerOptions {
  pool: Pool;
  index: ClusterIndex;
  /** Of the index among all that are rebuilt on request. */
  name: string;
  leadership: Leadership;
  log: Logger;
  withFileNames: boolean;
}

/** How far the cluster is, as far as this process knows. */
export interface ClusterFollowerState {
  /** Whether it can be searched; until then PostgreSQL answers. */
  isReady: boolean;
  /** Whether this process writes to it. */
  isLeader: boolean;
  /** Share of a rebuild by this process that is done, 0 to 1. */
  progress: number | undefined;
  position: ChangePosition | undefined;
  /** Why the last step failed; it is tried again. */
  failure: string | undefined;
}

const PAGE = 1000;
const CHANGES = 2000;
const POLL_MS = 250;
const EAGER_POLL_MS = 100;
/** How long after word of a change it is looked for eagerly. */
const EAGER_MS = 1500;
/** How often a process that does not write looks how far the cluster is. */
const WATCH_MS = 2000;
const STATE_MS = 2000;
const MIN_RETRY_MS = 500;
const MAX_RETRY_MS = 15_000;
const START_WAIT_MS = 1000;
/** How often is looked whether everything was asked to be indexed anew. */
const GENERATION_MS = 2000;

/** Keeps a cluster in line with the database, one process for all. */
export class ClusterFollower {
  readonly #options: ClusterFollowerOptions;
  readonly #state: ClusterFollowerState = {
    isReady: false,
    isLeader: false,
    progress: undefined,
    position: undefined,
    failure: undefined,
  };
  readonly #ready = Promise.withResolvers<void>();
  readonly #stop = new AbortController();
  #generation = 0;
  #generationReadAt = 0;
  #writtenState = "";
  #stateWrittenAt = 0;
  #eagerUntil = 0;
  #failures = 0;
  #wake: (() => void) | undefined;
  #running: Promise<void> = Promise.resolve();

  /** Follows nothing before `start`. */
  constructor(options: ClusterFollowerOptions) {
    this.#options = options;
  }

  /** How far the cluster is. */
  get state(): Readonly<ClusterFollowerState> {
    return this.#state;
  }

  /** Begins to follow in the background; waits a moment for a cluster that can be searched. */
  async start(): Promise<void> {
    this.#running = this.#run();
    await Promise.race([this.#ready.promise, sleep(START_WAIT_MS, undefined, { ref: false })]);
  }

  /** Tells that something is about to be committed, so that it is looked for at once. */
  poke(): void {
    this.#eagerUntil = performance.now() + EAGER_MS;
    if (this.#failures === 0) this.#wake?.();
  }

  /** Ends following; another process may go on. */
  async close(): Promise<void> {
    this.#stop.abort();
    this.#wake?.();
    await this.#running;
    this.#options.leadership.release();
  }

  async #run(): Promise<void> {
    while (!this.#stop.signal.aborted) {
      try {
        const pauseMs = await this.#turn();
        this.#failures = 0;
        this.#state.failure = undefined;
        await this.#sleep(pauseMs);
      } catch (error) {
        if (this.#stop.signal.aborted) break;
        this.#fail(error);
        await this.#sleep(Math.min(MAX_RETRY_MS, MIN_RETRY_MS * 2 ** this.#failures));
      }
    }
    if (this.#state.isLeader) await this.#writeLastState();
  }

  /** Does what is due; answers how long to wait for more. */
  async #turn(): Promise<number> {
    const wasLeader = this.#state.isLeader;
    this.#state.isLeader = await this.#options.leadership.tryTake();
    if (!this.#state.isLeader) {
      this.#report((await this.#readMeta())?.position);
      return WATCH_MS;
    }
    if (!wasLeader || this.#state.position === undefined) {
      const meta = await this.#readMeta();
      this.#state.position = meta?.position;
      this.#generation = meta?.generation ?? 0;
    }
    if (await this.#isOutdated()) await this.#rebuild();
    const hasMore = await this.#step();
    if (hasMore) return 0;
    return performance.now() < this.#eagerUntil ? EAGER_POLL_MS : POLL_MS;
  }

  async #readMeta(): Promise<IndexMeta | undefined> {
    const { index, withFileNames } = this.#options;
    return readClusterState(await index.readState(), withFileNames);
  }

  /** Whether there is no index, or everything was asked to be built anew. */
  async #isOutdated(): Promise<boolean> {
    if (this.#state.position === undefined) return true;
    if (performance.now() - this.#generationReadAt < GENERATION_MS) return false;
    this.#generationReadAt = performance.now();
    return (await readGeneration(this.#options.pool)) !== this.#generation;
  }

  #report(position: ChangePosition | undefined): void {
    this.#state.position = position;
    this.#state.isReady = position !== undefined;
    if (this.#state.isReady) this.#ready.resolve();
  }

  /** Sends one page of changes to the cluster; answers whether there is more. */
  async #step(): Promise<boolean> {
    const { pool, log, index } = this.#options;
    const { position } = this.#state;
    if (position === undefined) return true;
    const changes = await readChanges(pool, position, CHANGES);
    if (changes === undefined) {
      log.warn(
        { cluster: index.name },
        "changes the search cluster needs are gone; it is filled anew",
      );
      await index.writeState("");
      this.#report(undefined);
      return true;
    }
    await this.#apply(changes.whole, changes.counted);
    this.#report(changes.position);
    const isDue = performance.now() - this.#stateWrittenAt >= STATE_MS;
    const hasChanged = changes.whole.length + changes.counted.length > 0;
    if (isDue && (hasChanged || this.#writtenState === "")) await this.#writeState();
    return changes.hasMore;
  }

  async #apply(whole: readonly number[], counted: readonly number[]): Promise<void> {
    const { pool, index } = this.#options;
    const seeders = await loadVisibleSeeders(pool, counted);
    // A number that is unknown again, a torrent that is hidden or gone: the whole of it tells.
    const all = [...whole, ...counted.filter((id) => !seeders.has(id))];
    for (let at = 0; at < all.length; at += PAGE) {
      const page = all.slice(at, at + PAGE);
      const documents = await loadDocuments(pool, page, this.#options);
      const found = new Set(documents.map(({ id }) => id));
      const gone = page.filter((id) => !found.has(id));
      if (gone.length > 0) await index.remove(gone);
      if (documents.length > 0) await index.put(documents.map(toClusterDocument));
    }
    if (seeders.size > 0) {
      await index.patch([...seeders].map(([id, seederCount]) => ({ id, seeders: seederCount })));
    }
  }

  /** A state that lies behind only means that some changes are sent again. */
  async #writeState(): Promise<void> {
    const { index, withFileNames } = this.#options;
    const { position } = this.#state;
    if (position === undefined) return;
    const state = writeClusterState({ position, generation: this.#generation }, withFileNames);
    if (state !== this.#writtenState) await index.writeState(state);
    this.#writtenState = state;
    this.#stateWrittenAt = performance.now();
  }

  async #writeLastState(): Promise<void> {
    try {
      await this.#writeState();
    } catch (error) {
      this.#options.log.warn({ err: error }, "search cluster was not told how far it is");
    }
  }

  /** Sends every torrent to an index beside the old one, which it then replaces. */
  async #rebuild(): Promise<void> {
    const { pool, index, name, log } = this.#options;
    const startedAt = performance.now();
    const position = await findNewestPosition(pool);
    const generation = await readGeneration(pool);
    this.#state.progress = 0;
    let torrents = 0;
    try {
      const rebuild = await index.beginRebuild();
      try {
        torrents = await this.#sendEverything(rebuild, generation);
        await rebuild.finish();
      } catch (error) {
        await rebuild.abandon();
        throw error;
      }
    } finally {
      this.#state.progress = undefined;
    }
    // What changed meanwhile is read once more: the pages may have been older.
    this.#state.position = position;
    this.#generation = generation;
    this.#writtenState = "";
    await this.#writeState();
    await noteProgress(pool, generation, { name, progress: 1, torrents });
    const seconds = Math.round((performance.now() - startedAt) / 1000);
    log.info({ cluster: index.name, torrents, seconds }, "search cluster filled");
  }

  /** Goes on following meanwhile, when there is an index that answers; answers how many there are. */
  async #sendEverything(rebuild: ClusterRebuild, generation: number): Promise<number> {
    const { pool, name } = this.#options;
    const { rows } = await pool.query<{ id: number | null }>("select max(id) as id from torrents");
    const last = Math.max(1, rows[0]?.id ?? 0);
    let torrents = 0;
    let notedAt = 0;
    let steppedAt = performance.now();
    let page = await loadDocumentsAfter(pool, 0, PAGE, this.#options);
    while (page.length > 0) {
      this.#stop.signal.throwIfAborted();
      const lastId = page.at(-1)?.id ?? 0;
      const next = loadDocumentsAfter(pool, lastId, PAGE, this.#options);
      const [following] = await Promise.all([next, rebuild.put(page.map(toClusterDocument))]);
      torrents += page.length;
      const progress = Math.min(0.99, lastId / last);
      this.#state.progress = progress;
      page = following;
      if (performance.now() - notedAt >= GENERATION_MS) {
        notedAt = performance.now();
        await noteProgress(pool, generation, { name, progress, torrents });
      }
      if (performance.now() - steppedAt < POLL_MS) continue;
      while (this.#state.position !== undefined && (await this.#step()));
      steppedAt = performance.now();
    }
    return torrents;
  }

  #fail(error: unknown): void {
    const failure = error instanceof Error ? error.message : String(error);
    // The same failure comes again with each try.
    if (failure !== this.#state.failure) {
      this.#options.log.warn({ err: error }, "search cluster could not follow the database");
    }
    this.#state.failure = failure;
    this.#failures += 1;
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

/** Known seeders of torrents that searches may show: a server may add what it does not have. */
async function loadVisibleSeeders(
  pool: Pool,
  ids: readonly number[],
): Promise<ReadonlyMap<number, number>> {
  if (ids.length === 0) return new Map();
  const { rows } = await pool.query<{ id: number; seeders: number }>({
    name: "search-visible-seeders",
    text: `select s.torrent_id as id, s.seeders from torrent_stats s
      where s.torrent_id = any($1::int[]) and s.seeders is not null and not exists (
        select from torrent_attributes a where a.torrent_id = s.torrent_id and a.is_hidden)`,
    values: [ids],
  });
  return new Map(rows.map(({ id, seeders }) => [id, seeders]));
}
