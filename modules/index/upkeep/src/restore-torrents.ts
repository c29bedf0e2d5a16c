import type { Context } from "@minato/kit";
import { torrentsChanged } from "@minato/torrents/events";
import { lockAgainstDeletion } from "@minato/torrents/locks";
import { recordChange } from "@minato/torrents/record-change";
import { OWNED_TABLES } from "@minato/torrents/remove-torrents";
import { toWords } from "@minato/torrents/write-rows";
import { writeStats } from "@minato/torrents/write-stats";
import { writeTitle } from "@minato/torrents/write-title";
import type { PoolClient } from "pg";

import { findBarred, type Returning } from "./find-barred.ts";
import { insertRows, loadColumns, type JsonRow, type TableColumns } from "./insert-rows.ts";
import { unpackRecord } from "./purgatory-record.ts";

interface PurgedRow {
  torrentId: number;
  infoHash: Buffer;
  record: Buffer;
  files: Buffer | null;
}

/** A row of the purgatory, read. */
interface Purged extends Returning {
  torrent: JsonRow;
  tables: Restored["tables"];
}

/** A deleted torrent and the id its rows get. */
interface Restored {
  purgedId: number;
  torrentId: number;
  tables: Record<string, JsonRow[] | null>;
}

/**
 * Brings deleted torrents back with their ids, dates and everything that belonged to them; says how
 * many there were. One that was indexed again meanwhile keeps what it has and gets what it lacks.
 */
export async function restoreTorrents(
  ctx: Context,
  client: PoolClient,
  torrentIds: readonly number[],
): Promise<number> {
  await lockAgainstDeletion(client);
  const found = await readPurgatory(client, torrentIds);
  const barred = await findBarred(ctx, client, found);
  const purged = found.filter(({ torrentId }) => !barred.has(torrentId));
  if (purged.length === 0) return 0;
  const columns = await loadColumns(client, ["torrents", ...OWNED_TABLES]);
  const { inserted, merged } = await insertTorrents(client, purged, columns);
  const all = [...inserted, ...merged];
  for (const table of OWNED_TABLES) {
    if (table === "torrent_files" || table === "torrent_metainfo") continue;
    const own = all.flatMap(({ torrentId, tables }) =>
      (tables[table] ?? []).map((row) => ({ ...row, torrent_id: torrentId })),
    );
    await insertRows(client, columns, table, own);
  }
  await moveLargeValues(client, all);
  await retitle(client, merged);
  await writeStats(client, idsOf(merged));
  await client.query("delete from purgatory where torrent_id = any($1::int[])", [
    all.map(({ purgedId }) => purgedId),
  ]);
  await recordChange(client, "inserted", idsOf(inserted));
  await recordChange(client, "updated", idsOf(merged));
  await ctx.emit(torrentsChanged, { torrentIds: idsOf(all) }, client);
  return all.length;
}

function idsOf(restored: readonly Restored[]): number[] {
  return restored.map(({ torrentId }) => torrentId);
}

async function readPurgatory(client: PoolClient, torrentIds: readonly number[]): Promise<Purged[]> {
  const { rows } = await client.query<PurgedRow>(
    `select torrent_id as "torrentId", info_hash as "infoHash", record, files from purgatory
     where torrent_id = any($1::int[]) order by torrent_id for update`,
    [torrentIds],
  );
  return rows.map(({ torrentId, infoHash, record, files }) => {
    // Sizes are the only large numbers in it, and stay below 2^53.
    const tables = JSON.parse(unpackRecord(record)) as Restored["tables"];
    const torrent = tables["torrents"]?.[0];
    if (torrent === undefined) throw new Error(`purgatory row ${torrentId} holds no torrent`);
    const v2 = torrent["info_hash_v2"];
    const infoHashV2 = typeof v2 === "string" ? Buffer.from(v2.slice(2), "hex") : null;
    const title = String(torrent["title"]);
    torrent["info_hash"] = `\\x${infoHash.toString("hex")}`;
    return { torrentId, infoHash, infoHashV2, title, files, torrent, tables };
  });
}

/** Inserts the rows of `torrents`; where the hash is there again, its id is found instead. */
async function insertTorrents(
  client: PoolClient,
  purged: readonly Purged[],
  columns: TableColumns,
): Promise<{ inserted: Restored[]; merged: Restored[] }> {
  const newIds = new Set(
    await insertRows(
      client,
      columns,
      "torrents",
      purged.map(({ torrent }) => torrent),
      purged.map(({ title }) => toWords(title)),
    ),
  );
  const inserted: Restored[] = [];
  const merged: Restored[] = [];
  for (const one of purged) {
    const { torrentId: purgedId, tables } = one;
    if (newIds.has(purgedId)) inserted.push({ purgedId, torrentId: purgedId, tables });
    else merged.push({ purgedId, torrentId: await findPresent(client, one), tables });
  }
  return { inserted, merged };
}

async function findPresent(
  client: PoolClient,
  { infoHash, infoHashV2 }: Returning,
): Promise<number> {
  const { rows } = await client.query<{ id: number }>(
    `select id from torrents where info_hash = $1 or info_hash_v2 = $2
     order by (info_hash = $1) desc limit 1`,
    [infoHash, infoHashV2],
  );
  if (rows[0] === undefined) throw new Error("a torrent is neither new nor known");
  return rows[0].id;
}

/** File lists and metainfo go back inside the database, however large they are. */
async function moveLargeValues(client: PoolClient, restored: readonly Restored[]): Promise<void> {
  const ids = [restored.map((one) => one.torrentId), restored.map((one) => one.purgedId)];
  await client.query(
    `insert into torrent_files (torrent_id, files)
     select u.id, p.files from unnest($1::int[], $2::int[]) u(id, purged_id)
     join purgatory p on p.torrent_id = u.purged_id where p.files is not null
     on conflict do nothing`,
    ids,
  );
  await client.query(
    `insert into torrent_metainfo
       (torrent_id, info, piece_layers, is_canonical, private_trackers, uploaded_by)
     select u.id, p.info, p.piece_layers, x.is_canonical, x.private_trackers, x.uploaded_by
     from unnest($1::int[], $2::int[], $3::text[]) u(id, purged_id, metainfo)
     join purgatory p on p.torrent_id = u.purged_id,
       jsonb_to_record(u.metainfo::jsonb)
         x(is_canonical boolean, private_trackers text[], uploaded_by text)
     where p.info is not null
     on conflict do nothing`,
    [...ids, restored.map(({ tables }) => JSON.stringify(tables["torrent_metainfo"]?.[0] ?? {}))],
  );
}

/** A corrected title comes back over the one that a source gave meanwhile. */
async function retitle(client: PoolClient, merged: readonly Restored[]): Promise<void> {
  const { rows } = await client.query<{ torrentId: number; title: string }>(
    `select t.id as "torrentId", c.title from torrents t
     join torrent_corrections c on c.torrent_id = t.id
     where t.id = any($1::int[]) and t.title <> c.title order by t.id`,
    [idsOf(merged)],
  );
  for (const { torrentId, title } of rows) await writeTitle(client, torrentId, title);
}
