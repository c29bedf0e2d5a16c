import { seedBucketSql } from "@minato/torrents/write-stats";

import { overAttributes, VISIBLE } from "./conditions.ts";
import { planConditions, writeFrom, writeWhere, type Page, type Query } from "./plan-query.ts";
import type { Statement } from "./run-bounded.ts";

/** Torrents that wait to be classified are the newest; this many of those are looked at. */
const UNCLASSIFIED_WINDOW = 2000;

/**
 * Best seeded first by walking the index of coarse buckets: within a bucket, which the walk meets as
 * a whole, the exact numbers decide. Torrents without attributes are merged in while no condition
 * asks for attributes.
 */
export function writeSeedersWalk(query: Pick<Query, "text" | "filters">, page: Page): Statement {
  const { parameters, list } = planConditions(query);
  const pageSql = `limit ${parameters.add(page.limit, "bigint")} offset ${parameters.add(page.offset, "bigint")}`;
  const depth = parameters.add(page.offset + page.limit, "bigint");
  const walked = overAttributes(list);
  const needsTorrents = walked.some(({ table }) => table === "t");
  const joins = needsTorrents ? "join torrents t on t.id = a.torrent_id" : "";
  const walk = `(select a.torrent_id as id, a.seed_bucket::int as bucket, s.seeders as key
    from torrent_attributes a ${joins}
    left join torrent_stats s on s.torrent_id = a.torrent_id ${writeWhere(walked)}
    order by a.seed_bucket desc, s.seeders desc nulls last, a.torrent_id desc limit ${depth})`;
  const isClassifiedOnly = list.some(({ table }) => table === "a");
  const newest = `(select * from torrents order by id desc limit ${UNCLASSIFIED_WINDOW}) t`;
  // As a value rather than as "not exists", which may become a join that reads the whole table.
  const unclassified = {
    table: "t",
    sql: "(select a.torrent_id from torrent_attributes a where a.torrent_id = t.id) is null",
  } as const;
  const waiting = `(select t.id, ${seedBucketSql("s.seeders")} as bucket, s.seeders as key
    ${writeFrom([...list.filter((one) => one !== VISIBLE), unclassified], ["s"], newest)})`;
  const text = `select id from (${isClassifiedOnly ? walk : `${walk}\nunion all\n${waiting}`}) best
    order by bucket desc, key desc nulls last, id desc ${pageSql}`;
  return { text, values: parameters.values };
}
