import { expect, test } from "vitest";

import { readError } from "../test/clients.ts";
import { REQUEST_LIMIT_REACHED, TORZNAB_ERRORS } from "./error-codes.ts";
import { parseTorznabRequest } from "./request.ts";
import { writeError } from "./write-error.ts";

test("clients read code and description, whatever is in the description", () => {
  for (const code of Object.values(TORZNAB_ERRORS)) {
    const description = `"quoted" <b>&'${code}`;
    expect(readError(writeError(code, description))).toEqual({ code, description });
  }
  expect(readError(writeError(900, "a\u0000\uD800b"))).toEqual({ code: 900, description: "ab" });
});

test("a refused request becomes an error document", () => {
  const result = parseTorznabRequest("t=search&limit=<x>");
  if (result.ok) throw new Error("a refusal expected");
  expect(readError(writeError(result.code, result.description))).toEqual({
    code: 201,
    description: "Incorrect parameter (limit: expected an integer of at least 0)",
  });
});

test("the rate limit has the description that Sonarr compares", () => {
  expect(writeError(TORZNAB_ERRORS.requestLimitReached, REQUEST_LIMIT_REACHED)).toContain(
    '<error code="429" description="Request limit reached"/>',
  );
});
