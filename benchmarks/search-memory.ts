import { execFile } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";

import {
  createSearchIndex,
  createSearchPool,
  type SearchRequest,
  type SearchSchema,
} from "@minato/search-index";

const MiB = 2 ** 20;
const SETTINGS = "settings.json";

interface Settings {
  schema: SearchSchema;
  directory: string;
  requests: readonly SearchRequest[];
}

/** Loads an index in a process of its own, searches it, and prints what that takes. */
export async function measureMemory(scratch: string, settings: Settings): Promise<void> {
  const file = path.join(scratch, SETTINGS);
  await writeFile(file, JSON.stringify(settings));
  // As the server does; without the cache each thread keeps the compiler of types in memory.
  const env = { ...process.env, NODE_COMPILE_CACHE: path.join(scratch, "compile-cache") };
  const run = async (): Promise<string> =>
    (await promisify(execFile)(process.execPath, [import.meta.filename, file], { env })).stdout;
  await run();
  process.stdout.write(await run());
}

async function load(settings: Settings): Promise<void> {
  const before = process.memoryUsage.rss();
  const started = performance.now();
  const index = await createSearchIndex(settings);
  const loaded = Math.round(performance.now() - started);
  const pool = createSearchPool({ index, timeoutMs: 60_000 });
  for (const request of settings.requests) await pool.search(request);
  const after = process.memoryUsage.rss();
  console.log(
    `loaded ${index.size} documents in ${loaded} ms; resident ${megabytes(after)} with writer, ` +
      `one search thread and ${settings.requests.length} searches, ${megabytes(before)} before ` +
      `opening; ${Math.round(after / index.size)} bytes a document`,
  );
  await pool.close();
  await index.close();
}

function megabytes(bytes: number): string {
  return `${Math.round(bytes / MiB)} MiB`;
}

// The process that `measureMemory` starts.
if (import.meta.main) {
  await load(JSON.parse(await readFile(process.argv[2] ?? "", "utf8")) as Settings);
}
