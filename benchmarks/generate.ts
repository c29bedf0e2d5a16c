import { createWriteStream } from "node:fs";
import { Readable, type Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { parseArgs } from "node:util";

import { type CorpusOptions, generateRecord } from "./corpus.ts";
import { readCount } from "./read-count.ts";

const RECORDS_PER_PIECE = 200;
const PROGRESS_EVERY = 100_000;

/**
 * `npm run -s bench -- generate --count 100000 > records.ndjson`: NDJSON on stdout or in the file
 * of `--out`, progress on stderr. Without `-s` npm prints its own lines on stdout.
 */
export async function generate(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      count: { type: "string", default: "100000" },
      files: { type: "string", default: "9" },
      from: { type: "string", default: "0" },
      out: { type: "string" },
    },
  });
  const options = { filesPerTorrent: readCount("files", values.files) };
  const output = values.out === undefined ? process.stdout : createWriteStream(values.out);
  try {
    const count = readCount("count", values.count);
    await writeRecords(output, readCount("from", values.from), count, options);
  } catch (error) {
    // The reader had enough, as `head` has.
    if (!(error instanceof Error && "code" in error && error.code === "EPIPE")) throw error;
  }
}

/** Writes records as NDJSON as fast as the stream takes them, and ends it. */
export async function writeRecords(
  output: Writable,
  from: number,
  count: number,
  options: CorpusOptions,
): Promise<void> {
  await pipeline(Readable.from(serialise(from, count, options), { highWaterMark: 4 }), output);
}

function* serialise(from: number, count: number, options: CorpusOptions): Generator<Buffer> {
  const started = performance.now();
  for (let done = 0; done < count;) {
    const until = Math.min(count, done + RECORDS_PER_PIECE);
    let piece = "";
    for (; done < until; done++) {
      piece += `${JSON.stringify(generateRecord(from + done, options))}\n`;
    }
    yield Buffer.from(piece);
    if (done % PROGRESS_EVERY === 0 || done === count) {
      const rate = Math.round(done / ((performance.now() - started) / 1000));
      console.error(`${done} of ${count} records, ${rate}/s`);
    }
  }
}
