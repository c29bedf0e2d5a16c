import { expect, test } from "vitest";

import { addRecent, MOST_RECENT, readRecent } from "./recent-torrents.ts";

const torrent = (infoHash: string) => ({
  infoHash,
  title: `Spring ${infoHash}`,
  contentType: null,
});

test("the torrent looked at last comes first and only once", () => {
  const list = ["a", "b", "a"].reduce(
    (known, infoHash) => addRecent(known, torrent(infoHash)),
    readRecent(null),
  );
  expect(list).toEqual([torrent("a"), torrent("b")]);
});

test("only so many torrents are remembered", () => {
  const list = Array.from({ length: 20 }, (_, index) => torrent(String(index))).reduce(
    (known, next) => addRecent(known, next),
    readRecent(null),
  );
  expect(list).toHaveLength(MOST_RECENT);
  expect(readRecent(JSON.stringify(list))).toEqual(list);
});

test.each(["{}", "null", '[1, null, {"infoHash": 2}]', '[{"infoHash": "a", "title": 3}]'])(
  "what was kept but is no list of torrents counts as nothing: %s",
  (text) => expect(readRecent(text)).toEqual([]),
);
