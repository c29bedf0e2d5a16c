import { expect, test } from "vitest";

import { leadPhrase } from "./lead-phrase.ts";

test.each([
  ["Big.Buck.Bunny.2008.1080p.WEB-DL-GRP", "Big Buck Bunny"],
  ["Sintel (2010) 720p", "Sintel"],
  ["Tears of Steel 2012 2160p", "Tears of Steel"],
  ["The.Garden.S03E07.720p", "The Garden"],
  ["The Garden Season 3 Complete", "The Garden"],
  ["The.Garden.3x07.HDTV", "The Garden"],
  ["[TEAM] [x] Cosmos Laundromat - 07 (1080p) [ABCD]", "Cosmos Laundromat"],
  ["Artist - Album of Songs (1993) [FLAC]", "Artist - Album of Songs"],
  ["2010.A.River.Film.2011.720p", "2010 A River Film"],
  ["東京物語 1953", "東京物語"],
  ["Agent 327 Operation", "Agent 327 Operation"],
  ["1080p", ""],
  ["", ""],
  ["[[[[[", ""],
  [`${"long ".repeat(50)}`, "long ".repeat(20).trim()],
])("the head of %j is %j", (title, head) => {
  expect(leadPhrase(title)).toBe(head);
});
