import { expect, test } from "vitest";

import { parseScrape, scrapeAddress } from "./scrape-http.ts";

/** Also bytes that are no text. */
const INFO_HASH = Buffer.from("00ff7f80202526412b5a0d0a3d2f3f7e61620102", "hex");
const ESCAPED = "%00%ff%7f%80%20%25%26%41%2b%5a%0d%0a%3d%2f%3f%7e%61%62%01%02";

test.each([
  ["http://tracker.example.org/announce", "http://tracker.example.org/scrape?"],
  ["https://tracker.example.org:8443/x/announce", "https://tracker.example.org:8443/x/scrape?"],
  ["http://tracker.example.org/announce.php", "http://tracker.example.org/scrape.php?"],
  ["http://tracker.example.org/announce?a=b%20c", "http://tracker.example.org/scrape?a=b%20c&"],
])("%s is scraped at %s", (announceUrl, expected) => {
  expect(scrapeAddress(announceUrl, INFO_HASH)).toBe(`${expected}info_hash=${ESCAPED}`);
});

test.each([
  "http://tracker.example.org/a",
  "http://tracker.example.org/announce/x",
  "http://tracker.example.org/x%0announce",
  "udp://tracker.example.org:6969/announce",
  "announce",
])("%s cannot be scraped", (announceUrl) => {
  expect(() => scrapeAddress(announceUrl, INFO_HASH)).toThrow(
    expect.objectContaining({ code: "UNSUPPORTED" }),
  );
});

test("counts are read by info hash", () => {
  const body = answer("d8:completei12e10:downloadedi240e10:incompletei3ee");
  expect(parseScrape(body, INFO_HASH)).toEqual({ seeders: 12, leechers: 3, snatches: 240 });
  const uncounted = answer("d8:completei1e10:incompletei0ee");
  expect(parseScrape(uncounted, INFO_HASH)).toEqual({ seeders: 1, leechers: 0, snatches: null });
});

test.each([
  ["a reason", Buffer.from("d14:failure reason9:not todaye"), "REFUSED"],
  ["another torrent's counts", Buffer.from("d5:filesdee"), "UNKNOWN_TORRENT"],
  ["no dictionary", Buffer.from("i1e"), "MALFORMED"],
  ["a page", Buffer.from("<html>"), "MALFORMED"],
  ["nothing", Buffer.alloc(0), "MALFORMED"],
  ["no files", Buffer.from("de"), "MALFORMED"],
  ["a negative count", answer("d8:completei-1e10:incompletei0ee"), "MALFORMED"],
  ["a huge count", answer("d8:completei99999999999e10:incompletei0ee"), "MALFORMED"],
  ["a missing count", answer("d8:completei1ee"), "MALFORMED"],
  ["deep nesting", Buffer.from("l".repeat(100_000)), "MALFORMED"],
])("an answer with %s is told apart", (_, body, code) => {
  expect(() => parseScrape(body, INFO_HASH)).toThrow(expect.objectContaining({ code }));
});

test("a tracker's reason is cut and cannot break the line", () => {
  const reason = `gone\r\naway ${"x".repeat(1000)}`;
  const body = Buffer.from(`d14:failure reason${reason.length}:${reason}e`);
  expect(() => parseScrape(body, INFO_HASH)).toThrow(
    expect.objectContaining({ message: `gone away ${"x".repeat(190)}` }),
  );
});

function answer(counts: string): Buffer {
  return Buffer.concat([Buffer.from("d5:filesd20:"), INFO_HASH, Buffer.from(`${counts}ee`)]);
}
