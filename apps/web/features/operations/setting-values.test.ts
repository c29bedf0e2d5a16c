import { expect, test } from "vitest";

import {
  chooseInput,
  findFields,
  isOutOfRange,
  readValue,
  writeValue,
  type Setting,
} from "./setting-values.ts";

test.each([
  [{ type: "boolean" }, "switch"],
  [{ type: "integer" }, "number"],
  [{ type: "integer", unit: "days" }, "days"],
  [{ type: "integer", unit: "perMinute" }, "number"],
  [{ type: "string", enum: ["a", "b"] }, "choice"],
  [{ type: "string" }, "text"],
  [{ type: "array", items: { type: "string" } }, "json"],
])("values of %j are entered as %s", (schema, input) => {
  expect(chooseInput({ schema })).toBe(input);
});

test.each([
  [12, "number"],
  [1024 ** 3, "bytes"],
  [true, "switch"],
  ["words", "text"],
  [["a", "b"], "json"],
] as const)("%j survives its field", (value, input) => {
  expect(readValue(writeValue(value, input), input)).toEqual({ value });
});

test("tenths are parted by a point or a comma", () => {
  expect(readValue("0.35", "number")).toEqual({ value: 0.35 });
  expect(readValue("0,35", "number")).toEqual({ value: 0.35 });
  expect(writeValue(0.35, "number")).toBe("0.35");
});

test("what is no value of its kind is not read", () => {
  expect(readValue("many", "number")).toBeUndefined();
  expect(readValue("", "number")).toBeUndefined();
  expect(readValue("[1,", "json")).toBeUndefined();
});

test.each([
  [0, true],
  [1, false],
  [9, false],
  [10, true],
  ["10", false],
])("%j is out of a range from 1 to 9: %j", (value, isOut) => {
  expect(isOutOfRange(value, { minimum: 1, maximum: 9 })).toBe(isOut);
});

test("settings are found by all the words of their part, name and description", () => {
  const module = {
    name: "exchange",
    fields: [
      { name: "keptBackups", description: "How many backups of each kind are kept" },
      { name: "retentionDays", description: "Days for which followers may stay away" },
    ] as Setting[],
  };
  const find = (words: string) => findFields(module, words).map(({ name }) => name);
  expect(find(" ")).toEqual(["keptBackups", "retentionDays"]);
  expect(find("BACKUPS kind")).toEqual(["keptBackups"]);
  expect(find("exchange days")).toEqual(["retentionDays"]);
  expect(find("backups followers minutes")).toEqual([]);
});
