import { beforeAll, expect, test } from "vitest";

import { registerCatalogues } from "../../lib/messages/register-catalogues.ts";
import { listHistory } from "./list-history.ts";
import type { Torrent } from "./torrent-query.ts";

beforeAll(registerCatalogues);

const torrent = {
  indexedAt: "2024-02-01T00:00:00.000Z",
  publishedAt: "2024-01-01T00:00:00.000Z",
  sourceDetails: [
    { name: "pier two", firstSeenAt: "2024-03-01T00:00:00.000Z" },
    { name: "pier one", firstSeenAt: "2024-02-01T00:00:00.000Z" },
  ],
} as Torrent;

function entry(id: number, action: string, after?: unknown, before?: unknown) {
  const at = new Date(Date.UTC(2024, 4, id)).toISOString();
  const actor = { kind: "user" as const, name: "ada@example.org" };
  return { id, at, actor, action, object: "", before, after };
}

function tell(...entries: ReturnType<typeof entry>[]) {
  return listHistory(torrent, entries, []).map(({ text, detail }) =>
    detail === undefined ? text : `${text}: ${detail}`,
  );
}

test("the dates of a torrent are its history, the newest first", () => {
  expect(tell()).toEqual(["Seen by another source: pier two", "Added: pier one", "Published"]);
});

test("what people did is told with what came of it", () => {
  expect(
    tell(
      entry(1, "torrents.update", { title: "Sintel", contentType: "movie", categories: [2000] }),
      entry(2, "torrents.update", { contentType: "movie" }),
      entry(3, "torrents.update", { hidden: false }),
      entry(4, "torrents.update", { tags: ["favourite", "short"] }),
      entry(5, "blocklist.addTorrents", { reason: "a copy", count: 1 }),
      entry(6, "blocklist.removeTorrents"),
      entry(7, "upkeep.purgatory.restore", { restored: 1 }),
    ).slice(0, 7),
  ).toEqual([
    "Brought back",
    "No longer blocked",
    "Blocked: a copy",
    "Tags changed: favourite, short",
    "Shown again",
    "Classified anew: Movies",
    "Renamed, Classified anew: Sintel · Movies",
  ]);
});

test("a record this version does not know stands there by its name", () => {
  expect(tell(entry(1, "torrents.polish", "thoroughly"))[0]).toBe("torrents.polish");
  expect(tell(entry(1, "torrents.update", null))[0]).toBe("Attributes corrected");
});

test("bulk changes stand among the others, with what they set and what was taken back", () => {
  const run = { startedBy: "ada@example.org", total: 40, isUndone: false };
  const steps = listHistory(
    torrent,
    [entry(2, "torrents.update", { title: "Sintel" })],
    [
      { ...run, id: 1, action: "addTags", at: "2024-05-01T00:00:00.000Z", value: ["short"] },
      {
        ...run,
        id: 2,
        action: "reclassify",
        at: "2024-05-03T00:00:00.000Z",
        isUndone: true,
        value: undefined,
      },
    ],
  );
  expect(steps.slice(0, 3).map(({ text, detail }) => `${text}: ${detail}`)).toEqual([
    "Read anew, taken back: in bulk: 40 torrents",
    "Renamed: Sintel",
    "Tags changed: short · in bulk: 40 torrents",
  ]);
});
