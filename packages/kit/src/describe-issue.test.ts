import { expect, test } from "vitest";
import { z } from "zod";

import "./index.ts";

test.each([
  ["an empty text", z.string().min(1), "", "must not be empty"],
  ["a short text", z.string().min(8), "abc", "must have at least 8 characters"],
  ["a long text", z.string().max(3), "abcd", "must have at most 3 characters"],
  ["a text of another length", z.string().length(2), "a", "must have exactly 2 characters"],
  ["a missing value", z.string(), undefined, "is required"],
  ["another kind", z.number(), "seven", "must be a number"],
  ["a broken number", z.int(), 1.5, "must be a whole number"],
  ["a number out of range", z.int().min(1).max(5), 9, "must be at most 5"],
  ["a number on an open bound", z.number().gt(0), 0, "must be more than 0"],
  ["an empty list", z.array(z.string()).min(1), [], "must not be empty"],
  ["a long list", z.array(z.string()).max(1), ["a", "b"], "must have at most 1 entry"],
  [
    "a choice that does not exist",
    z.enum(["open", "closed"]),
    "ajar",
    "must be one of open, closed",
  ],
  ["a broken address", z.url(), "here", "must be a whole address such as https://example.org/path"],
  ["a broken e-mail address", z.email(), "ada", "must be an e-mail address"],
  ["a text of another form", z.string().regex(/^a/), "b", "is not written as expected"],
  ["an unknown field", z.strictObject({}), { colour: 1 }, "has a field that is not known: colour"],
  [
    "none of several forms",
    z.union([z.string(), z.number()]),
    true,
    "is none of the forms it may have",
  ],
])("%s is told in words", (_what, schema, input, message) => {
  const result = schema.safeParse(input);
  expect(result.error?.issues.map((issue) => issue.message)).toEqual([message]);
});

test("what a schema words itself stays", () => {
  const schema = z.string().refine((text) => text === "", "must be left out");
  expect(schema.safeParse("x").error?.issues[0]?.message).toBe("must be left out");
});

test("a choice among many shows the first of them", () => {
  const schema = z.enum(Array.from({ length: 14 }, (_, index) => `v${index}`));
  expect(schema.safeParse("").error?.issues[0]?.message).toMatch(/v11 and 2 others$/);
});
