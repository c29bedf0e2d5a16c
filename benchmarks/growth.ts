import { rmSync } from "node:fs";
import { parseArgs } from "node:util";

import type { Database } from "@minato/database";

import { waitUntilQuiet } from "./database-meter.ts";
import { readCount } from "./read-count.ts";
import { sendRecords } from "./send-records.ts";
import { type Bench, withServer } from "./with-server.ts";

interface Step {
  torrents: number;
  "torrents/s": number;
  "RSS MiB": number;
}

const STEP = 100_000;
const LEG = 1_000_000;
const MiB = 2 ** 20;

/**
 * `npm run bench -- growth --count 3000000`: how the rate and the memory of ingest change while the
 * index grows, each 100,000, and how long classification takes to catch up after each million. The
 * records of a million are generated before it is sent: about 900 MB in the temporary directory.
 */
export async function growth(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      count: { type: "string", default: "3000000" },
      files: { type: "string", default: "9" },
    },
  });
  const count = readCount("count", values.count);
  const filesPerTorrent = readCount("files", values.files);
  await withServer((bench) => measure(bench, count, filesPerTorrent));
}

async function measure(bench: Bench, count: number, filesPerTorrent: number): Promise<void> {
  const legs: { rate: number }[] = [];
  for (let from = 0; from < count; from += LEG) {
    const until = Math.min(count, from + LEG);
    const steps = await measureLeg(bench, from, until, filesPerTorrent);
    const backlog = await countUnclassified(bench.db);
    const waited = await waitUntilQuiet(bench.db);
    const left = await countUnclassified(bench.db);
    console.table(steps);
    const seconds = steps.reduce((sum, step) => sum + STEP / step["torrents/s"], 0);
    const rate = Math.round((until - from) / seconds);
    legs.push({ rate });
    console.log(
      `${until} torrents: ${rate}/s; ${backlog} were not classified yet, ${left} are not after ` +
        `${Math.round(waited)} s (${Math.round((backlog - left) / Math.max(1, waited))}/s)`,
    );
  }
  const first = legs[0]?.rate ?? Number.NaN;
  const ratios = legs.map(({ rate }) => `${(rate / first).toFixed(2)}x`);
  console.log(`rate of each million against the first: ${ratios.join(", ")}`);
}

async function measureLeg(
  { server, write }: Bench,
  from: number,
  until: number,
  filesPerTorrent: number,
): Promise<Step[]> {
  const files: { file: string; count: number }[] = [];
  for (let at = from; at < until; at += STEP) {
    const count = Math.min(STEP, until - at);
    files.push({ count, file: await write(at, count, { filesPerTorrent }) });
  }
  const steps: Step[] = [];
  let torrents = from;
  for (const { file, count } of files) {
    const { seconds, residentHighest } = await sendRecords(server, file);
    rmSync(file);
    torrents += count;
    const rate = Math.round(count / seconds);
    steps.push({ torrents, "torrents/s": rate, "RSS MiB": Math.round(residentHighest / MiB) });
    console.error(`${torrents} torrents, ${rate}/s, ${steps.at(-1)?.["RSS MiB"]} MiB`);
  }
  return steps;
}

async function countUnclassified({ $client }: Database): Promise<number> {
  const { rows } = await $client.query<{ count: number }>(
    `select (select count(*) from torrents) - (select count(*) from torrent_attributes) as count`,
  );
  return rows[0]?.count ?? 0;
}
