import { expect, test } from "vitest";

import { findMatches } from "./find-matches.ts";
import { tokenizeQuery } from "./query.ts";

function mark(title: string, query: string): string {
  let marked = "";
  let from = 0;
  for (const [start, end] of findMatches(title, tokenizeQuery(query).tokens)) {
    marked += `${title.slice(from, start)}[${title.slice(start, end)}]`;
    from = end;
  }
  return marked + title.slice(from);
}

test.each([
  ["Big.Buck.Bunny.2008", "buck bun", "Big.[Buck].[Bun]ny.2008"],
  ["Straße der Träume", "strasse traum", "[Straße] der [Träum]e"],
  ["E\u0301te\u0301 x", "ete ", "[E\u0301te\u0301] x"],
  ["Show.3x07.WEB-DL", "s03e07 webdl", "Show.[3x07].[WEB-DL]"],
  ["Don’t stop", "dont ", "[Don’t] stop"],
  ["Buck & Bunny", "buck and bunny ", "[Buck] [&] [Bunny]"],
  ["Big Buck Bunny", "big -buck bunny ", "[Big] Buck [Bunny]"],
  ["東京物語", "京物 ", "東[京物]語"],
  ["東京物語", "東京物語", "[東京物語]"],
  ["🐇 Bunny", "bunny ", "🐇 [Bunny]"],
  ["İstanbul", "ist", "[İst]anbul"],
  ["Sintel", "nothing", "Sintel"],
])("in %j the query %j marks %j", (title, query, marked) => {
  expect(mark(title, query)).toBe(marked);
});

test("plain words serve as terms", () => {
  expect(findMatches("Tears of Steel", [{ text: "steel" }, { text: "" }])).toEqual([[9, 14]]);
});
