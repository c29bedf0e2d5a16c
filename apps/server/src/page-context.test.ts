import { expect, test } from "vitest";

import { preferredLanguages } from "./page-context.ts";

test("the language a reader chose comes before those of the browser", () => {
  const headers = {
    cookie: "other=1; minato-language=de; last=x",
    "accept-language": "fr;q=0.5, en-GB, *;q=0.1",
  };
  expect(preferredLanguages({ headers })).toEqual(["de", "en-GB", "fr"]);
});

test("what is no language tag is left out", () => {
  const headers = { cookie: "minato-language=<script>", "accept-language": "en;q=0, ;;, de\u0000" };
  expect(preferredLanguages({ headers })).toEqual([]);
  expect(preferredLanguages({ headers: {} })).toEqual([]);
});

test("a long list is cut", () => {
  const headers = { "accept-language": "de,".repeat(5000) };
  expect(preferredLanguages({ headers })).toHaveLength(10);
});
