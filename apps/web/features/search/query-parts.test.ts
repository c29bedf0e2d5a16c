import { expect, test } from "vitest";

import { listQueryParts } from "./query-parts.ts";

const words = { kind: "words" as const, value: "sintel", isExcluded: false, start: 0, end: 6 };
const year = {
  kind: "filter" as const,
  key: "year",
  value: "2010",
  isExcluded: false,
  start: 7,
  end: 16,
};

test("plain words get no chip, keys and what is excluded do", () => {
  const without = { kind: "words" as const, value: "cam", isExcluded: true, start: 17, end: 21 };
  const parts = listQueryParts({ query: "sintel year:2010 -cam", parsed: [words, year, without] });
  expect(parts.map(({ value, rest }) => ({ value, rest }))).toEqual([
    { value: "2010", rest: "sintel -cam" },
    { value: "cam", rest: "sintel year:2010" },
  ]);
});

test("an engine that tells nothing of the text leaves no chips", () => {
  expect(listQueryParts({ query: "sintel year:2010" })).toEqual([]);
  expect(listQueryParts(undefined)).toEqual([]);
});
