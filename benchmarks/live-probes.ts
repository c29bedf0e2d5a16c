import { hash } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";

import type { LiveClient } from "./live-client.ts";

/** Milliseconds from the acknowledgement of a change to the first search that shows it. */
export interface Freshness {
  "new torrents": number[];
  /** What was read from the name: results narrowed by it have the torrent; at least, at the end. */
  "what names tell": number[];
  "other seeders": number[];
  deleted: number[];
  blocked: number[];
}

const EVERY_MS = 250;
const ASK_EVERY_MS = 20;
/** What may take longer, and is watched for several torrents at a time. */
const ASK_SELDOM_MS = 200;
const LIMIT_MS = 60_000;

/** Changes torrents of its own, one after the other, until it is told to end. */
export async function probeFreshness(client: LiveClient, signal: AbortSignal): Promise<Freshness> {
  const freshness: Freshness = {
    "new torrents": [],
    "what names tell": [],
    "other seeders": [],
    deleted: [],
    blocked: [],
  };
  const reading: Promise<void>[] = [];
  for (let number = 0; !signal.aborted; number++) {
    reading.push(probeName(client, number, freshness["what names tell"], signal));
    await probeChanges(client, number, freshness);
    await sleep(EVERY_MS);
  }
  await Promise.all(reading);
  return freshness;
}

/** Adds a torrent and watches, beside everything else, when it is found by what its name tells. */
async function probeName(
  client: LiveClient,
  number: number,
  delays: number[],
  signal: AbortSignal,
): Promise<void> {
  const q = `named${number}x `;
  const infoHash = hash("sha1", `named ${number}`);
  await client.ingest(JSON.stringify({ infoHash, title: `Quiet Lantern ${q}2021 720p`, size: 5 }));
  const isRead = async (): Promise<boolean> =>
    signal.aborted || (await client.count({ q, resolution: "720p" })) === 1;
  delays.push(await until(isRead, ASK_SELDOM_MS));
}

async function probeChanges(
  client: LiveClient,
  number: number,
  freshness: Freshness,
): Promise<void> {
  // A word with a digit is never taken for a similar one.
  const q = `probe${number}x `;
  const infoHash = hash("sha1", `probe ${number}`);
  const record = { infoHash, title: `Quiet Lantern ${q}2021 720p`, size: 5, source: "dht" };
  await client.ingest(JSON.stringify({ ...record, seeders: 3 }));
  freshness["new torrents"].push(await until(async () => (await client.count({ q })) === 1));
  await client.ingest(JSON.stringify({ ...record, seeders: 90_000 }));
  const wanted = { q, minSeeders: "90000" };
  freshness["other seeders"].push(await until(async () => (await client.count(wanted)) === 1));
  const isBlocked = number % 2 === 1;
  await (isBlocked ? client.block(infoHash) : client.remove(infoHash));
  const gone = await until(async () => (await client.count({ q })) === 0);
  freshness[isBlocked ? "blocked" : "deleted"].push(gone);
}

async function until(isTrue: () => Promise<boolean>, everyMs = ASK_EVERY_MS): Promise<number> {
  const started = performance.now();
  for (;;) {
    const asked = performance.now();
    if (await isTrue()) return asked - started;
    if (asked - started > LIMIT_MS) throw new Error(`a change was not found in ${LIMIT_MS} ms`);
    await sleep(everyMs);
  }
}
