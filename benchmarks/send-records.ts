import { createReadStream } from "node:fs";
import { type IncomingMessage, request } from "node:http";
import { text } from "node:stream/consumers";
import { pipeline } from "node:stream/promises";

import type { BenchmarkServer } from "./start-server.ts";

/** What the ingest API says of a request. */
export interface IngestAnswer {
  received: number;
  inserted: number;
  updated: number;
  unchanged: number;
  blocked: number;
  rejected: number;
  errors: unknown[];
}

/** What sending a file took. */
export interface Sent {
  answer: IngestAnswer;
  seconds: number;
  /** Resident memory of the server's process in bytes: before, and the highest while it worked. */
  residentBefore: number;
  residentHighest: number;
}

const SAMPLE_EVERY = 200;

/** Streams a file of NDJSON to the ingest API and measures until the answer is there. */
export async function sendRecords(server: BenchmarkServer, file: string): Promise<Sent> {
  const residentBefore = server.readResidentBytes();
  let residentHighest = residentBefore;
  const sampler = setInterval(() => {
    residentHighest = Math.max(residentHighest, server.readResidentBytes());
  }, SAMPLE_EVERY);
  const started = performance.now();
  try {
    const answer = await post(server, file);
    const seconds = (performance.now() - started) / 1000;
    if (answer.rejected > 0) {
      console.error(`${answer.rejected} rejected, such as ${JSON.stringify(answer.errors[0])}`);
    }
    return { answer, seconds, residentBefore, residentHighest };
  } finally {
    clearInterval(sampler);
  }
}

async function post(server: BenchmarkServer, file: string): Promise<IngestAnswer> {
  const outgoing = request(`${server.url}/api/v1/torrents/ingest`, {
    method: "POST",
    headers: {
      "Content-Type": "application/x-ndjson",
      "X-Api-Key": server.apiKey,
      "X-Minato-Scraper": "benchmark",
    },
  });
  const answered = new Promise<IncomingMessage>((resolve, reject) => {
    outgoing.once("response", resolve);
    outgoing.once("error", reject);
  });
  const sent = pipeline(createReadStream(file, { highWaterMark: 256 * 1024 }), outgoing);
  const [response] = await Promise.all([answered, sent]);
  const body = await text(response);
  if (response.statusCode !== 200)
    throw new Error(`ingest answered ${response.statusCode}: ${body}`);
  // The contract of the ingest API; a field that is missing shows in the table.
  return JSON.parse(body) as IngestAnswer;
}
