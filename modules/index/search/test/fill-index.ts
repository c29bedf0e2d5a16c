import type { Database } from "@minato/database";
import { seedBucketSql } from "@minato/torrents/write-stats";

/**
 * Fills the tables with classified torrents straight away: every tenth is anime, every third in HD,
 * every hundredth has the word `rare`, all have the word `common`.
 */
export async function fillIndex(db: Database, count: number): Promise<void> {
  const statements = [
    `insert into torrents (info_hash, title, size, indexed_at, published_at, document)
     select decode(lpad(to_hex(n), 40, '0'), 'hex'), title, n % 5000 * 10000000::bigint,
       now() - (${count} - n) * interval '53 minutes',
       timestamptz '2024-01-01' + n % 977 * interval '1 hour',
       array_to_tsvector(string_to_array(lower(title), ' '))
     from generate_series(1, ${count}) n,
       format('Common Work%s %s 1080p%s', n % 400, case when n % 100 = 0 then 'Rare' else 'Usual' end,
         case n % 12 when 0 then ' DV.HDR10+' when 1 then ' HDR' when 2 then ' Dolby Vision' else '' end) title`,
    `insert into torrent_stats (torrent_id, seeders, leechers, checked_at)
     select id, id % 37 * (id % 11), id % 5, now() from torrents where id % 4 > 0`,
    `insert into torrent_attributes (indexed_at, torrent_id, version, content_type, categories, year,
       release_source, resolution, seasons, episodes, seed_bucket)
     select t.indexed_at, t.id, 1, case when t.id % 2 = 0 then 1 else 2 end,
       case when t.id % 2 = 0 then array[2000] || case when t.id % 3 = 0 then 2040 else 2030 end
         when t.id % 10 = 1 then array[5000, 5030, 5070]
         else array[5000] || case when t.id % 3 = 0 then 5040 else 5030 end end,
       1990 + t.id % 30, t.id % 5 + 1, case when t.id % 3 = 0 then 1080 else 480 end,
       array[t.id % 9], array[t.id % 20], ${seedBucketSql("s.seeders")}
     from torrents t left join torrent_stats s on s.torrent_id = t.id`,
    "insert into sources (name) values ('filled')",
    `insert into torrent_sources (torrent_id, source_id, first_seen_at, last_seen_at)
     select t.id, n.id, now(), now() from torrents t, sources n`,
    "vacuum analyze",
  ];
  for (const statement of statements) await db.$client.query(statement);
}
