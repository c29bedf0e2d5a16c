import { expect, test } from "vitest";

import { chooseInput, readValue, writeValue } from "./setting-values.ts";

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
