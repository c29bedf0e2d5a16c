import { expect, test } from "vitest";

import { findAuditPlace } from "./audit-place.ts";

const HASH = "c0ffee".padEnd(40, "0");

test.each([
  ["config.update", "upkeep.maxBytes", "/operations/settings#upkeep"],
  ["torrents.update", HASH, `/torrents/${HASH}`],
  ["torrents.delete", HASH, undefined],
  ["torrents.bulk.undo", "run 3", "/operations/runs"],
  ["blocklist.addKeyword", "rusty anchor", "/operations/blocklist?kind=keywords"],
  ["blocklist.addTorrents", "2 torrents", "/operations/blocklist"],
  ["users.suspend", "grace@example.org", "/operations/people"],
  ["secret.rotate", "secret", undefined],
])("%s of %s is seen at %s", (action, object, place) => {
  expect(findAuditPlace(action, object)).toBe(place);
});
