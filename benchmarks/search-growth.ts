import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs, promisify } from "node:util";

import { createSearchIndex, createSearchPool } from "@minato/search-index";

import { FILLED } from "./growing-feed.ts";
import { readCount } from "./read-count.ts";
import { toRequest } from "./search-own.ts";
import { drawQueries } from "./search-queries.ts";
import { SEARCH_SCHEMA } from "./search-schema.ts";

const PER_KIND = 3;
const SEED = 13;
const REST_MS = 5000;
const SEARCH_EVERY_MS = 100;
const MiB = 2 ** 20;
const VARIABLE = "MALLOC_MMAP_THRESHOLD_";

/**
 * `npm run bench -- search-growth --count 1000000`: the memory of a process whose index came to its
 * size by and by, with commits, merges and searches, as a server's does; with the allocator as it is,
 * and as the server sets it.
 */
export async function searchGrowth(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: { count: { type: "string", default: "1000000" } },
  });
  const count = readCount("count", values.count);
  const scratch = await mkdtemp(path.join(tmpdir(), "minato-bench-growth-"));
  try {
    for (const setting of [undefined, "131072"]) {
      const { [VARIABLE]: _, ...inherited } = process.env;
      const env = {
        ...inherited,
        NODE_COMPILE_CACHE: path.join(scratch, "cache"),
        ...(setting === undefined ? {} : { [VARIABLE]: setting }),
      };
      const directory = path.join(scratch, setting ?? "plain");
      const run = [import.meta.filename, directory, String(count)];
      const { stdout } = await promisify(execFile)(process.execPath, run, { env });
      process.stdout.write(`${setting === undefined ? "as it is" : "as the server"}: ${stdout}`);
    }
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

async function grow(directory: string, count: number): Promise<void> {
  const filled = Promise.withResolvers<boolean>();
  const index = await createSearchIndex({
    directory,
    schema: SEARCH_SCHEMA,
    feed: { module: import.meta.resolve("./growing-feed.ts"), data: count },
    onFeedMessage: (message) => {
      if (message === FILLED) filled.resolve(true);
    },
  });
  const pool = createSearchPool({ index, timeoutMs: 60_000 });
  const requests = drawQueries(count, PER_KIND, SEED).map(toRequest);
  for (let at = 0; !(await Promise.race([filled.promise, sleep(SEARCH_EVERY_MS, false)])); at++) {
    await pool.search(requests[at % requests.length]!);
  }
  await index.settle();
  for (const request of requests) await pool.search(request);
  await sleep(REST_MS);
  const arrays = Math.round(countBytes(index.snapshot) / MiB);
  const { resident, most } = readMemory();
  await pool.close();
  const alone = readMemory().resident;
  console.log(
    `${index.size} documents: resident ${resident} MiB, at most ${most}, without the search ` +
      `thread ${alone}; the arrays of the index take ${arrays}`,
  );
  await index.close();
}

function readMemory(): { resident: number; most: number } {
  const status = readFileSync("/proc/self/status", "utf8");
  const read = (name: string): number =>
    Math.round(Number(new RegExp(`^${name}:\\s*(\\d+) kB$`, "m").exec(status)?.[1] ?? 0) / 1024);
  return { resident: read("VmRSS"), most: read("VmHWM") };
}

/** Bytes of all arrays that something holds. */
function countBytes(root: unknown): number {
  const seen = new Set<ArrayBufferLike>();
  const visit = (value: unknown): void => {
    if (ArrayBuffer.isView(value)) seen.add(value.buffer);
    else if (typeof value === "object" && value !== null) Object.values(value).forEach(visit);
  };
  visit(root);
  return Array.from(seen).reduce((sum, { byteLength }) => sum + byteLength, 0);
}

// The process that `searchGrowth` starts.
if (import.meta.main) await grow(process.argv[2] ?? "", Number(process.argv[3]));
