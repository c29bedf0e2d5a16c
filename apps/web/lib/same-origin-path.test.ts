import { expect, test } from "vitest";

import { sameOriginPath } from "./same-origin-path.ts";

test("a path of this site is kept with its query", () => {
  expect(sameOriginPath("/torrents/ab?x=1#files")).toBe("/torrents/ab?x=1#files");
});

test.each([
  null,
  "",
  "torrents",
  "//example.org",
  "/\\example.org",
  "https://example.org/",
  "javascript:alert(1)",
  "/\t/example.org",
])("%j leads to the start page instead of elsewhere", (value) => {
  expect(sameOriginPath(value)).toMatch(/^\/(?![/\\])/);
  expect(sameOriginPath(value)).not.toContain("example.org/");
});
