import { expect, test } from "vitest";

import { keepPlaces, SHORT_LENGTH } from "./keep-places.ts";

const LETTERS = ["a", "b", "c", "d", "e", "f", "g", "h", "i"];
const list = (...values: (readonly [string, number])[]) =>
  values.map(([value, count]) => ({ value, count }));
const among = (values: readonly string[]) =>
  values.map((value, index) => ({ value, count: 100 - index }));
const groupsAfter = (before: readonly string[], next: readonly string[]) =>
  keepPlaces({ group: among(before) }, { group: among(next) })["group"]?.map(({ value }) => value);

test("a value that is still among the first keeps its place with its new count", () => {
  const before = { type: list(["movie", 9], ["tv", 5], ["music", 2]) };
  const next = { type: list(["music", 4], ["tv", 3], ["movie", 1]) };
  expect(keepPlaces(before, next)).toEqual({
    type: list(["movie", 1], ["tv", 3], ["music", 4]),
  });
});

test("what nothing has any more stays with a count of zero", () => {
  const before = { type: list(["movie", 9], ["tv", 5]), hdr: list(["HDR10", 2]) };
  expect(keepPlaces(before, { type: list(["tv", 1]) })).toEqual({
    type: list(["movie", 0], ["tv", 1]),
    hdr: list(["HDR10", 0]),
  });
});

test("a new value takes the place of one that is no longer among the first", () => {
  expect(groupsAfter(["a", "b", "c"], ["x", "c"])).toEqual(["x", "b", "c"]);
  const first = LETTERS.slice(0, SHORT_LENGTH);
  expect(groupsAfter(first, ["z", ...first])?.slice(0, SHORT_LENGTH)).toEqual([
    ...first.slice(0, -1),
    "z",
  ]);
});

test("a list never becomes shorter, and holds every value once", () => {
  const values = groupsAfter(LETTERS, ["i", "z"]);
  expect(values).toHaveLength(LETTERS.length);
  expect(new Set(values).size).toBe(LETTERS.length);
  expect(groupsAfter(["a"], LETTERS)).toEqual(LETTERS);
});

test("another order may count, without anything becoming shorter", () => {
  const before = { type: list(["movie", 9], ["tv", 5], ["music", 2]) };
  const next = { type: list(["tv", 7], ["movie", 1]) };
  expect(keepPlaces(before, next, next)).toEqual({
    type: list(["tv", 7], ["movie", 1], ["music", 0]),
  });
});
