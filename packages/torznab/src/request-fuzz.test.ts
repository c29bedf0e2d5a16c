import { expect, test } from "vitest";

import { isKnownCategory } from "./categories.ts";
import { parseTorznabRequest } from "./request.ts";
import type { SearchRequest } from "./request.ts";

const SEEDS = [
  "t=tvsearch&cat=5030,5040&extended=1&tvdbid=990001&imdbid=tt0012345&season=2024&ep=05/17",
  "t=search&q=harbour%2520lights+07&minsize=1&maxsize=9&minage=&maxage=30&limit=0&offset=5",
  "T=music&q=&artist=a%26b&album=%E6%B8%AF&label=l&track=t&year=2012&attrs=size,files",
  "t=book&author=a&title=b&publisher=c&genre=d&rid=1,2&traktid=3&doubanid=4",
];
const PIECES =
  "%00 %ff %F0%9F %u %25 %20 + & = ? # , / ; - tt S E 0 9 99999999999 é \u0000 \uD83C 🌊".split(
    " ",
  );

/** A small generator (mulberry32), so that a failure can be repeated. */
function createRandom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

function mutate(text: string, random: (below: number) => number): string {
  let mutated = text;
  for (let count = 1 + random(6); count > 0; count -= 1) {
    const at = random(mutated.length + 1);
    const piece = PIECES[random(PIECES.length)] ?? "";
    const repeated = random(40) === 0 ? piece.repeat(random(9000)) : piece;
    mutated = mutated.slice(0, at) + repeated + mutated.slice(at + random(4));
  }
  return mutated;
}

/** Names what is out of bounds in a request. */
function findUnbounded(request: SearchRequest): string[] {
  const { limit, categories = [], ids = {} } = request;
  const problems = Object.entries(request)
    .filter(([, value]) => !isBounded(value))
    .map(([name]) => name);
  if (limit < 1 || limit > 100) problems.push("limit");
  if (categories.length > 99 || !categories.every((id) => isKnownCategory(id))) {
    problems.push("categories");
  }
  for (const [source, list] of Object.entries(ids)) {
    const areIds = list.every((id) => Number.isInteger(id) && id >= 0 && id < 2 ** 31);
    if (!areIds || list.length > 100) problems.push(source);
  }
  return problems;
}

function isBounded(value: unknown): boolean {
  if (typeof value === "number") return Number.isSafeInteger(value) && value >= 0;
  if (typeof value !== "string") return true;
  return value.length > 0 && value.length <= 500 && !/[\p{Cc}\p{Cs}]/u.test(value);
}

function* endlessPairs(): Generator<[string, string]> {
  for (;;) yield ["q", "x"];
}

test("mutated queries never throw and always give bounded requests", () => {
  const random = createRandom(20_240_517);
  const unbounded: string[] = [];
  let accepted = 0;
  let refused = 0;
  for (let round = 0; round < 4000; round += 1) {
    const query = mutate(SEEDS[random(SEEDS.length)] ?? "", random);
    const result = parseTorznabRequest(query);
    if (!result.ok) {
      refused += 1;
      if (result.description.length > 200) unbounded.push(query);
    } else if (result.request.function !== "caps") {
      accepted += 1;
      if (findUnbounded(result.request).length > 0) unbounded.push(query);
    }
  }
  expect(unbounded).toEqual([]);
  // Both branches were really exercised.
  expect(accepted).toBeGreaterThan(500);
  expect(refused).toBeGreaterThan(500);
});

test("decoded pairs with lone surrogates and endless counts are bounded as well", () => {
  const pairs = [
    ["t", "search"],
    ["q", "sea\uD83C\u0000port"],
  ] as const;
  expect(parseTorznabRequest(pairs)).toMatchObject({ request: { q: "sea port" } });
  expect(parseTorznabRequest(endlessPairs())).toMatchObject({ ok: false, code: 201 });
});
