import { parseReleaseTitle } from "@minato/release-title";
import { expect, test } from "vitest";

import { readTorrentAttributes } from "./torrent-attributes.ts";

test("what is stored wins over the name, and a person's correction over both", () => {
  const title = parseReleaseTitle("Harbour.Lights.2021.2160p.WEB-DL.10bit.PROPER-QUAY");
  const attributes = readTorrentAttributes(
    { year: 2022, resolution: "1080p", seasons: [], group: null },
    title,
    { editions: ["imax"], isProper: false },
  );
  expect(attributes).toEqual({
    title: "Harbour Lights",
    year: 2022,
    resolution: "1080p",
    source: "web-dl",
    bitDepth: 10,
    editions: ["imax"],
    isProper: false,
  });
});

test("a name that was not read tells nothing", () => {
  expect(readTorrentAttributes({ year: 1999 }, undefined, null)).toEqual({ year: 1999 });
});

test("lines are written as people write them", () => {
  const title = parseReleaseTitle("Harbour.Lights.2021.720p-QUAY");
  expect(readTorrentAttributes({}, title, null)).toMatchObject({ resolution: "720p" });
});
