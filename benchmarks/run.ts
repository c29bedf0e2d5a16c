/** A benchmark that `npm run bench -- <name>` starts. */
interface Benchmark {
  summary: string;
  run(args: string[]): Promise<void>;
}

const BENCHMARKS: Record<string, Benchmark> = {
  blocklist: {
    summary: "measures exact blocks in a PostgreSQL of its own (--count)",
    run: async (args) => (await import("./blocklist.ts")).blocklist(args),
  },
  classify: {
    summary: "compares how release names are read with other libraries (RELEASE_NAMES, --fast)",
    run: async (args) => (await import("./classify.ts")).classify(args),
  },
  dashboard: {
    summary:
      "measures in a browser how soon the search is there and follows the keys (--count, --data)",
    run: async (args) => (await import("./dashboard.ts")).dashboard(args),
  },
  generate: {
    summary: "writes generated records as NDJSON (--count, --files, --from, --out)",
    run: async (args) => (await import("./generate.ts")).generate(args),
  },
  growth: {
    summary: "measures ingest while the index grows to millions (--count, --files)",
    run: async (args) => (await import("./growth.ts")).growth(args),
  },
  ingest: {
    summary:
      "measures the ingest API and the main loop beside bare writes (--count, --files, --rounds)",
    run: async (args) => (await import("./ingest.ts")).ingest(args),
  },
  size: {
    summary: "measures the bytes of database a torrent takes (--count, --files)",
    run: async (args) => (await import("./size.ts")).size(args),
  },
  stats: {
    summary: "measures the refresh of swarm numbers (--count, --rounds)",
    run: async (args) => (await import("./stats.ts")).stats(args),
  },
  search: {
    summary: "compares the search index with PostgreSQL and Tantivy (--count, --files, --no-peers)",
    run: async (args) => (await import("./search.ts")).search(args),
  },
  "search-growth": {
    summary: "measures the memory of an index that came to its size by and by (--count)",
    run: async (args) => (await import("./search-growth.ts")).searchGrowth(args),
  },
  "search-live": {
    summary:
      "measures how soon changes are found while records come in (--stock, --rate, --seconds, --searches)",
    run: async (args) => (await import("./search-live.ts")).searchLive(args),
  },
  "search-relevance": {
    summary:
      "compares what judged queries find here, in PostgreSQL and in Tantivy (--count, --per-kind)",
    run: async (args) => (await import("./search-relevance.ts")).searchRelevance(args),
  },
  torznab: {
    summary: "measures what Sonarr, Radarr and Prowlarr ask (--count, --files, --data)",
    run: async (args) => (await import("./torznab.ts")).torznab(args),
  },
};

const [name, ...args] = process.argv.slice(2);
const benchmark = Object.entries(BENCHMARKS).find(([known]) => known === name)?.[1];
if (benchmark === undefined) {
  const lines = Object.entries(BENCHMARKS).map(([known, { summary }]) => `  ${known}: ${summary}`);
  const problem =
    name === undefined || name === "--help" ? [] : [`There is no benchmark "${name}".`];
  console.error([...problem, "npm run bench -- <name>, where name is one of", ...lines].join("\n"));
  process.exitCode = problem.length;
} else {
  await benchmark.run(args);
}
