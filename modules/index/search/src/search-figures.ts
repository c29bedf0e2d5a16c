import { Counter, Gauge, Histogram, type Registry } from "prom-client";

import type { SearchEngine, SearchRequest, SearchResult } from "./search-engine.ts";

const BUCKETS = [0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5];

/** Told of each search with the milliseconds it took. */
export type NoteSearch = (
  request: SearchRequest,
  result: SearchResult,
  milliseconds: number,
) => void;

/** Tells of each search of an engine; answers an engine that does the same. */
export function watchSearches(engine: SearchEngine, note: NoteSearch): SearchEngine {
  return {
    ...engine,
    async search(request) {
      const startedAt = performance.now();
      const result = await engine.search(request);
      note(request, result, performance.now() - startedAt);
      return result;
    },
  };
}

/** Counts and times the searches of an engine; answers an engine that does the same. */
export function observeSearches(registry: Registry, engine: SearchEngine): SearchEngine {
  const registers = [registry];
  const searches = new Counter({
    name: "minato_searches_total",
    help: "Searches by whether they have a text and whether anything was found",
    labelNames: ["text", "found"],
    registers,
  });
  const seconds = new Histogram({
    name: "minato_search_engine_seconds",
    help: "Time the search engine took, without loading what it found",
    buckets: BUCKETS,
    registers,
  });
  registerIndexGauges(registry, engine);
  return watchSearches(engine, (request, { total }, milliseconds) => {
    seconds.observe(milliseconds / 1000);
    const text = (request.q ?? "").trim() === "" ? "no" : "yes";
    searches.inc({ text, found: total === 0 ? "no" : "yes" });
  });
}

function registerIndexGauges(registry: Registry, engine: SearchEngine): void {
  const registers = [registry];
  void new Gauge({
    name: "minato_search_ready",
    help: "1 when the search engine answers itself, 0 while the database answers for it",
    labelNames: ["engine"],
    registers,
    async collect() {
      const { engine: name, status } = await engine.health();
      this.set({ engine: name }, status === "starting" ? 0 : 1);
    },
  });
  void new Gauge({
    name: "minato_search_lag_seconds",
    help: "Age of the oldest change that is not in the search index of this process yet",
    registers,
    async collect() {
      const { lagSeconds } = await engine.health();
      if (lagSeconds !== undefined) this.set(lagSeconds);
    },
  });
  void new Gauge({
    name: "minato_search_pending_torrents",
    help: "Changed torrents that are not in the search index of this process yet",
    registers,
    async collect() {
      const { pending } = await engine.health();
      if (pending !== undefined) this.set(pending);
    },
  });
  void new Gauge({
    name: "minato_search_indexed_torrents",
    help: "Torrents in the search index of this process",
    registers,
    async collect() {
      const { indexed } = await engine.health();
      if (indexed !== undefined) this.set(indexed);
    },
  });
}
