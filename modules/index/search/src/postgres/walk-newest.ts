import { FEED_CATEGORIES } from "@minato/torrents/schema";
import { parentCategory } from "@minato/torznab";

import { overAttributes, type Condition } from "./conditions.ts";
import { planConditions, writeWhere, type Page, type Query } from "./plan-query.ts";
import type { Statement } from "./run-bounded.ts";

/** One walk of a feed index. */
export interface FeedBranch {
  /** Category whose index is walked. */
  feed: number;
  /** Rarer categories that have no index of their own, found among their parent's. */
  only: readonly number[];
}

const feedCategories: ReadonlySet<number> = new Set(FEED_CATEGORIES);

/**
 * The walks that together see every torrent of the categories. A torrent always carries the parents
 * of its categories, so a parent's index holds those of all its children.
 */
export function listFeedBranches(categories: readonly number[]): FeedBranch[] {
  const wanted = new Set(categories);
  const branches = new Map<number, number[]>();
  for (const category of wanted) {
    const parent = parentCategory(category);
    if (parent === undefined) continue;
    if (wanted.has(parent)) branches.set(parent, []);
    else if (feedCategories.has(category)) branches.set(category, []);
    else branches.set(parent, [...(branches.get(parent) ?? []), category]);
  }
  return [...branches].map(([feed, only]) => ({ feed, only }));
}

/**
 * Newest (or oldest) first by walking an index: that of all torrents, or those of the categories,
 * merged.
 */
export function writeNewestWalk(
  query: Pick<Query, "text" | "filters" | "order">,
  page: Page,
  excludedIds: readonly number[] = [],
): Statement {
  const { categories, ...filters } = query.filters;
  const { parameters, list } = planConditions({ text: query.text, filters });
  const conditions: Condition[] = [...list];
  if (excludedIds.length > 0) {
    const sql = `t.id <> all(${parameters.add(excludedIds, "int[]")})`;
    conditions.push({ table: "t", sql });
  }
  const pageSql = `limit ${parameters.add(page.limit, "bigint")} offset ${parameters.add(page.offset, "bigint")}`;
  if (categories === undefined) {
    const order = `order by t.indexed_at ${query.order}, t.id ${query.order}`;
    const text = `select t.id from torrents t ${writeJoins(conditions, "t")} ${order} ${pageSql}`;
    return { text, values: parameters.values };
  }
  const branches = listFeedBranches(categories);
  if (branches.length === 0) return { text: "select null::int as id where false", values: [] };
  const depth = parameters.add(page.offset + page.limit, "bigint");
  const walks = branches.map((branch, index) =>
    writeBranch(branch, branches.slice(0, index), overAttributes(conditions), query.order, depth),
  );
  const text = `select id from (${walks.join("\nunion all\n")}) feed
    order by indexed_at ${query.order}, id ${query.order} ${pageSql}`;
  return { text, values: parameters.values };
}

function writeBranch(
  branch: FeedBranch,
  earlier: readonly FeedBranch[],
  conditions: readonly Condition[],
  order: Query["order"],
  depth: string,
): string {
  // The predicate of the partial index, letter by letter. What an earlier walk gave is left out.
  const own = [
    `a.categories @> '{${branch.feed}}'`,
    ...(branch.only.length > 0 ? [`a.categories && '{${branch.only.join(",")}}'`] : []),
    ...earlier.map(({ feed, only }) =>
      only.length > 0
        ? `not a.categories && '{${only.join(",")}}'`
        : `not a.categories @> '{${feed}}'`,
    ),
  ].map((sql): Condition => ({ table: "a", sql }));
  return `(select a.torrent_id as id, a.indexed_at from torrent_attributes a
    ${writeJoins([...own, ...conditions], "a")}
    order by a.indexed_at ${order}, a.torrent_id ${order} limit ${depth})`;
}

/** Joins to the walked table what conditions speak of, and says them. */
function writeJoins(conditions: readonly Condition[], walked: "t" | "a"): string {
  const id = walked === "t" ? "t.id" : "a.torrent_id";
  const needs = (table: Condition["table"]) =>
    walked !== table && conditions.some((condition) => condition.table === table);
  return [
    ...(needs("t") ? [`join torrents t on t.id = ${id}`] : []),
    ...(needs("a") ? [`join torrent_attributes a on a.torrent_id = ${id}`] : []),
    ...(needs("s") ? [`join torrent_stats s on s.torrent_id = ${id}`] : []),
    writeWhere(conditions),
  ].join(" ");
}
