import type { Sort } from "../search-engine.ts";
import { writeConditions, type Alias, type Condition, type KeyedFilters } from "./conditions.ts";
import { Parameters } from "./parameters.ts";
import type { TextQuery } from "./text-query.ts";

/** What a list statement selects and in which order. */
export interface Query {
  text: TextQuery | undefined;
  filters: KeyedFilters;
  sort: Exclude<Sort, "relevance">;
  order: "asc" | "desc";
}

/** A part of the results. */
export interface Page {
  limit: number;
  offset: number;
}

/** Conditions beside the parameters they refer to. */
export interface Conditions {
  parameters: Parameters;
  list: readonly Condition[];
}

/** The conditions of a query, with parameters of their own. */
export function planConditions(query: Pick<Query, "text" | "filters">): Conditions {
  const parameters = new Parameters();
  return { parameters, list: writeConditions(parameters, query.text, query.filters) };
}

/**
 * `from` and `where` over torrents. Tables that conditions speak of are joined so that a torrent
 * without a row there drops out; other wanted ones so that it stays.
 */
export function writeFrom(
  list: readonly Condition[],
  wanted: readonly Alias[] = [],
  torrents = "torrents t",
): string {
  const needs = (alias: Alias) => list.some(({ table }) => table === alias);
  const joins = (["a", "s"] as const).flatMap((alias) => {
    const table = alias === "a" ? "torrent_attributes a" : "torrent_stats s";
    const on = `${table} on ${alias}.torrent_id = t.id`;
    if (needs(alias)) return [`join ${on}`];
    return wanted.includes(alias) ? [`left join ${on}`] : [];
  });
  return [`from ${torrents}`, ...joins, writeWhere(list)].join(" ");
}

/** `where` with all conditions; empty when there is none. */
export function writeWhere(list: readonly Condition[], ...more: readonly string[]): string {
  const all = [...list.map(({ sql }) => sql), ...more];
  return all.length === 0 ? "" : `where ${all.join(" and ")}`;
}

/** What a query is ordered by, as an expression over the tables. */
export const SORT_KEYS: Readonly<Record<Query["sort"], { sql: string; table: Alias }>> = {
  seeders: { sql: "s.seeders", table: "s" },
  size: { sql: "t.size", table: "t" },
  published: { sql: "t.published_at", table: "t" },
  indexed: { sql: "t.indexed_at", table: "t" },
  title: { sql: "lower(t.title)", table: "t" },
};

/** The order over columns `key` and `id`: unknown values last, equal ones newest first. */
export function writeOrder(query: Pick<Query, "sort" | "order">): string {
  // The ids of a feed follow its direction, so that both are one walk of the index.
  const ids = query.sort === "indexed" ? query.order : "desc";
  const nulls = query.sort === "indexed" ? "" : " nulls last";
  return `key ${query.order}${nulls}, id ${ids}`;
}
