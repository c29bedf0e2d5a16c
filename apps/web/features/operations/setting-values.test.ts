import { expect, test } from "vitest";

import { chooseInput, findFields, readValue, writeValue, type Setting } from "./setting-values.ts";

test.each([
  [{ type: "boolean" }, "switch"],
  [{ type: "integer" }, "number"],
  [{ type: "string", enum: ["a", "b"] }, "choice"],
  [{ type: "string" }, "text"],
  [{ type: "array", items: { type: "string" } }, "json"],
])("values of %j are entered as %s", (schema, input) => {
  expect(chooseInput({ schema })).toBe(input);
});

test.each([
  [12, "number"],
  [true, "switch"],
  ["words", "text"],
  [["a", "b"], "json"],
] as const)("%j survives its field", (value, input) => {
  expect(readValue(writeValue(value, input), input)).toEqual({ value });
});

test("what is no value of its kind is not read", () => {
  expect(readValue("many", "number")).toBeUndefined();
  expect(readValue("", "number")).toBeUndefined();
  expect(readValue("[1,", "json")).toBeUndefined();
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
  expect(find("backups days")).toEqual([]);
});
