import type { Context } from "@minato/kit";

const PARTS = [
  "torrent_stats",
  "torrent_files",
  "torrent_metainfo",
  "torrent_external_ids",
  "torrent_corrections",
  "torrent_attributes",
];

/** Every column of every table of the index by info hash, with names in place of numbers. */
export async function dumpIndex(ctx: Context): Promise<unknown[]> {
  const parts = PARTS.map(
    (table) => `(select to_jsonb(p) - 'torrent_id' from ${table} p where p.torrent_id = t.id)`,
  );
  const { rows } = await ctx.db.$client.query<{ dump: unknown }>(
    `select jsonb_build_array(to_jsonb(t) - '{id,tracker_ids}'::text[],
       (select jsonb_agg(k.url order by k.url) from trackers k where k.id = any(t.tracker_ids)),
       (select jsonb_agg(to_jsonb(s) - '{torrent_id,source_id}'::text[]
            || jsonb_build_object('name', n.name) order by n.name)
          from torrent_sources s join sources n on n.id = s.source_id where s.torrent_id = t.id),
       ${parts.join(", ")}) as dump
     from torrents t order by t.info_hash`,
  );
  return rows.map(({ dump }) => dump);
}
