import { parseArgs } from "node:util";

import type { Database } from "@minato/database";

import { waitUntilQuiet } from "./database-meter.ts";
import { readCount } from "./read-count.ts";
import { sendRecords } from "./send-records.ts";
import { type Bench, withServer } from "./with-server.ts";

interface RelationSize {
  name: string;
  /** The table an index belongs to; null for a table. */
  table: string | null;
  bytes: number;
}

/** What the design allows at nine files. */
const BUDGET_BYTES = 1300;
const SMALLEST_SHARE = 0.5;

/**
 * `npm run bench -- size --count 100000`: how many bytes of database a torrent takes once it is
 * classified, by table and index. The job queue, whose rows go away by themselves, is told apart.
 */
export async function size(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      count: { type: "string", default: "100000" },
      files: { type: "string", default: "9" },
    },
  });
  const count = readCount("count", values.count);
  const filesPerTorrent = readCount("files", values.files);
  await withServer((bench) => measure(bench, count, filesPerTorrent));
}

async function measure(
  { server, db, write }: Bench,
  count: number,
  filesPerTorrent: number,
): Promise<void> {
  const file = await write(0, count, { filesPerTorrent });
  await waitUntilQuiet(db);
  const before = await readSizes(db, "public");
  await sendRecords(server, file);
  await waitUntilQuiet(db);
  const sizes = await readSizes(db, "public");
  const perTorrent = (bytes: number) => Math.round((bytes / count) * 10) / 10;
  const shown = sizes.filter(({ bytes }) => bytes / count >= SMALLEST_SHARE);
  console.table(
    shown.map(({ name, table, bytes }) => ({
      relation: table === null ? name : `  ${name}`,
      "bytes per torrent": perTorrent(bytes),
    })),
  );
  const all = sum(sizes);
  const queue = sum(await readSizes(db, "pgboss"));
  const isWithin = all / count <= BUDGET_BYTES ? "within" : "OVER";
  console.log(
    `${count} torrents: ${perTorrent(all)} bytes each, ${isWithin} the budget of ${BUDGET_BYTES}; ` +
      `without what an empty index takes ${perTorrent(all - sum(before))}; ` +
      `the job queue ${perTorrent(queue)} more, for an hour`,
  );
}

function sum(sizes: readonly RelationSize[]): number {
  return sizes.reduce((total, { bytes }) => total + bytes, 0);
}

/** Sizes with TOAST, free space and visibility maps; each table before its indexes. */
async function readSizes({ $client }: Database, schema: string): Promise<RelationSize[]> {
  const { rows } = await $client.query<RelationSize>(
    `select c.relname as name, t.relname as table,
       (case when t.oid is null then pg_table_size(c.oid) else pg_relation_size(c.oid) end)::float8
         as bytes
     from pg_class c left join pg_index i on i.indexrelid = c.oid
       left join pg_class t on t.oid = i.indrelid
     where c.relnamespace = $1::regnamespace and c.relkind in ('r', 'i')
     order by pg_total_relation_size(coalesce(t.oid, c.oid)) desc, t.oid nulls first, bytes desc`,
    [schema],
  );
  return rows;
}
