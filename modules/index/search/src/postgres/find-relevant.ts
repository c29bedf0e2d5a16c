import { atLeast, findInWindow, type Bounds, type Matches } from "./find-in-window.ts";
import { planConditions, writeFrom, type Page, type Query } from "./plan-query.ts";
import { rankTitle } from "./rank-titles.ts";
import { runBounded, type Statement } from "./run-bounded.ts";
import type { TextQuery } from "./text-query.ts";
import { writeNewestWalk } from "./walk-newest.ts";
import { writeSeedersWalk } from "./walk-seeders.ts";

/** Titles that are ranked; all other matches follow them, newest first. */
const MAX_RANKED = 400;

type RelevantQuery = Pick<Query, "filters"> & { text: TextQuery };

interface Candidate {
  id: number;
  title: string;
}

interface FewRow {
  total: number;
  /** The best seeded of the matches, newest first. */
  candidates: Candidate[];
  /** The page's part of all others, newest first. */
  rest: number[];
}

/** Finds the page of the best answers to a text. */
export async function findRelevant(
  bounds: Bounds,
  query: RelevantQuery,
  page: Page,
): Promise<Matches> {
  const { pool, timeoutMs, maxExact } = bounds;
  const gathered = await runBounded<FewRow>(pool, writeFew(query, page, maxExact), timeoutMs);
  const few = gathered?.[0];
  if (few !== undefined && few.total <= maxExact) {
    const ranked = rankCandidates(few.candidates, query.text);
    const torrentIds = [...ranked.slice(page.offset, page.offset + page.limit), ...few.rest];
    return { torrentIds, total: few.total, totalIsExact: true };
  }
  const torrentIds = await findAmongMany(bounds, query, page);
  if (torrentIds !== undefined) {
    return atLeast(torrentIds, page, few === undefined ? 0 : maxExact);
  }
  return findInWindow(bounds, { ...query, sort: "indexed", order: "desc" }, page, few?.total);
}

function writeFew(query: RelevantQuery, page: Page, bound: number): Statement {
  const { parameters, list } = planConditions(query);
  const restOffset = Math.max(0, page.offset - MAX_RANKED);
  const restLimit = Math.max(0, page.offset + page.limit - MAX_RANKED) - restOffset;
  const text = `with matches as materialized (
      select t.id, t.title, t.indexed_at, s.seeders ${writeFrom(list, ["s"])} limit ${bound + 1}),
    best as materialized (select * from matches
      order by seeders desc nulls last, indexed_at desc, id desc limit ${MAX_RANKED})
    select (select count(*) from matches)::int as total,
      coalesce((select json_agg(json_build_object('id', id, 'title', title)
        order by indexed_at desc, id desc) from best), '[]') as candidates,
      array(select id from matches where id not in (select id from best)
        order by indexed_at desc, id desc limit ${parameters.add(restLimit, "bigint")}
        offset ${parameters.add(restOffset, "bigint")}) as rest`;
  return { text, values: parameters.values };
}

/** Ranks the best seeded and the newest of many matches; undefined when the time was up. */
async function findAmongMany(
  { pool, timeoutMs }: Bounds,
  query: RelevantQuery,
  page: Page,
): Promise<number[] | undefined> {
  const half = { limit: MAX_RANKED / 2, offset: 0 };
  const newest = { ...query, order: "desc" } as const;
  const ids = new Set<number>();
  for (const statement of [writeSeedersWalk(query, half), writeNewestWalk(newest, half)]) {
    const rows = await runBounded<{ id: number }>(pool, statement, timeoutMs);
    if (rows === undefined) return undefined;
    for (const { id } of rows) ids.add(id);
  }
  const { rows: candidates } = await pool.query<Candidate>(
    "select id, title from torrents where id = any($1::int[]) order by indexed_at desc, id desc",
    [[...ids]],
  );
  const ranked = rankCandidates(candidates, query.text);
  const top = ranked.slice(page.offset, page.offset + page.limit);
  if (top.length === page.limit) return top;
  const rest = await runBounded<{ id: number }>(
    pool,
    writeNewestWalk(
      newest,
      { limit: page.limit - top.length, offset: Math.max(0, page.offset - ranked.length) },
      ranked,
    ),
    timeoutMs,
  );
  return rest && [...top, ...rest.map(({ id }) => id)];
}

/** Orders candidates, which come newest first, so that equally good ones stay so. */
function rankCandidates(candidates: readonly Candidate[], text: TextQuery): number[] {
  return candidates
    .map(({ id, title }) => ({ id, rank: rankTitle(title, text) }))
    .toSorted((a, b) => b.rank - a.rank)
    .map(({ id }) => id);
}
