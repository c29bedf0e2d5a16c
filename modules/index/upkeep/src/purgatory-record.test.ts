import { expect, test } from "vitest";

import { packRecord, unpackRecord } from "./purgatory-record.ts";

test("a record comes back as it was, in a fraction of its size", () => {
  const record = JSON.stringify({
    torrents: [{ id: 7, size: 5_281_241_227, title: "The Great Stair 1961 1080p BDRip x264-ÄÖ" }],
    torrent_files: null,
    torrent_stats: [{ seeders: 2, leechers: 0, snatches: null }],
    torrent_external_ids: null,
  });
  const packed = packRecord(record);
  expect(unpackRecord(packed)).toBe(record);
  expect(packed.length).toBeLessThan(record.length * 0.75);
});

test("a record of another version, or one that inflates without end, is refused", () => {
  const packed = packRecord("{}");
  packed[0] = 2;
  expect(() => unpackRecord(packed)).toThrow("expected a record of version 1, got 2");
  expect(() => unpackRecord(packRecord(" ".repeat(17 * 1024 * 1024)))).toThrow("larger than");
});
