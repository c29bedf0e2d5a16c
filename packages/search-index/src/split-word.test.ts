import { expect, test } from "vitest";

import { splitWord } from "./split-word.ts";
import { buildStringTable } from "./string-table.ts";

test("a word is split in every way its dictionary allows, the fewest parts first", () => {
  const terms = buildStringTable(["a", "big", "bigbuck", "buck", "bun", "bunny", "ny"]);
  expect(splitWord("bigbuckbunny", terms)).toEqual([
    ["bigbuck", "bunny"],
    ["big", "buck", "bunny"],
    ["bigbuck", "bun", "ny"],
    ["big", "buck", "bun", "ny"],
  ]);
  expect(splitWord("abuck", terms)).toEqual([]);
  expect(splitWord("bunny", buildStringTable(["bun"]))).toEqual([]);
});

test("a word with very many ways of splitting it takes bounded time", () => {
  const terms = buildStringTable(Array.from({ length: 60 }, (_, at) => "a".repeat(at + 1)));
  expect(splitWord("a".repeat(64), terms)).toHaveLength(64);
});
