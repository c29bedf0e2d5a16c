import { expect, test } from "vitest";

import {
  formatInfoHash,
  MAX_MAGNET_LENGTH,
  MetainfoError,
  parseInfoHash,
  parseMagnet,
  writeMagnet,
} from "./index.ts";

const HEX = "c0652273f40f124822f8e0a6fb93bb8c8d804a00";
const BASE32 = "YBSSE47UB4JEQIXY4CTPXE53RSGYASQA";
const HEX_V2 = "9e41fb9b9a8c1151d48121664b4be6399a6d81913256d045c60a20e237444f22";
const XT = `xt=urn:btih:${HEX}`;

const hashOf = (text: string) => formatInfoHash(parseMagnet(text).infoHash ?? new Uint8Array());

test("a link by libtorrent with both versions, a tracker and a web seed is read", () => {
  const magnet = parseMagnet(
    `magnet:?${XT}&xt=urn:btmh:1220${HEX_V2}&dn=harbour%20notes` +
      "&tr=https%3a%2f%2ftracker.example%2fannounce&tr=udp%3a%2f%2ftracker.example%3a6969" +
      "&ws=https%3a%2f%2ffiles.example%2fharbour%2520notes%2f",
  );
  expect(magnet).toEqual({
    infoHash: parseInfoHash(HEX),
    infoHashV2: parseInfoHash(HEX_V2),
    displayName: "harbour notes",
    trackers: ["https://tracker.example/announce", "udp://tracker.example:6969"],
    webSeeds: ["https://files.example/harbour%20notes/"],
    exactLength: undefined,
  });
});

test.each([
  `magnet:?${XT}`,
  ` MAGNET:?XT=URN:BTIH:${HEX.toUpperCase()} \n`,
  `magnet:?xt=urn:btih:${BASE32}`,
  `magnet:?xt=urn:btih:${BASE32.toLowerCase()}`,
  `magnet:?xt=urn%3Abtih%3A${HEX}`,
  `magnet://?${XT}`,
  `magnet:?dn=a&amp;${XT}`,
  `magnet:?xt.1=urn:sha1:ABC&xt.2=urn:btih:${HEX}`,
  `magnet:?xt=urn:btih:tooshort&${XT}`,
  `magnet:?${XT}&xt=urn:btih:${"0".repeat(40)}`,
  `magnet:?&&junk&${XT}&=&%`,
])("the info hash is found in %j", (text) => {
  expect(hashOf(text)).toBe(HEX);
});

test("version 2 alone is enough", () => {
  const magnet = parseMagnet(`magnet:?xt=urn:btmh:1220${HEX_V2.toUpperCase()}`);
  expect(magnet.infoHash).toBeUndefined();
  expect(magnet.infoHashV2).toEqual(parseInfoHash(HEX_V2));
});

test.each([
  ["Big%20Buck+Bunny", "Big Buck Bunny"],
  ["C%2B%2B+notes", "C++ notes"],
  ["100%+cotton%2", "100% cotton%2"],
  ["K%C3%BCste", "Küste"],
  ["K%FCste", "Küste"],
  ["Tom%26Jerry=fun", "Tom&Jerry=fun"],
  ["a%00b%0Ac\uD800", "a_b_c\uFFFD"],
  ["", undefined],
])("the display name %j reads %j", (value, expected) => {
  expect(parseMagnet(`magnet:?${XT}&dn=${value}`).displayName).toBe(expected);
});

test("a plus sign in the address of a tracker stays", () => {
  expect(parseMagnet(`magnet:?${XT}&tr=http://a.example/x+y`).trackers).toEqual([
    "http://a.example/x+y",
  ]);
});

test("addresses are taken once, within their limit, and only of known kinds", () => {
  const trackers = Array.from({ length: 300 }, (_, index) => `&tr=udp://t${index}.example:1`);
  expect(parseMagnet(`magnet:?${XT}${trackers.join("")}`).trackers).toHaveLength(200);
  const link = `magnet:?${XT}&tr=udp://a.example:1&tr.2=udp://a.example:1&tr=javascript:alert(1)`;
  expect(parseMagnet(link).trackers).toEqual(["udp://a.example:1"]);
});

test.each([
  ["0", 0],
  ["5490455272", 5_490_455_272],
  ["-1", undefined],
  ["1e3", undefined],
  ["9999999999999999", undefined],
])("the exact length %j reads %j", (value, expected) => {
  expect(parseMagnet(`magnet:?${XT}&xl=${value}`).exactLength).toBe(expected);
});

test.each([
  ["", 'expected "magnet:?"'],
  [`https://example.org/?${XT}`, 'expected "magnet:?"'],
  ["magnet:?dn=lamp", "expected xt=urn:btih"],
  [`magnet:?xt=urn:btih:${HEX}0`, "expected xt=urn:btih"],
  [`magnet:?xt=urn:btih:${HEX_V2}`, "expected xt=urn:btih"],
  [`magnet:?xt=urn:btmh:1114${HEX}`, "expected xt=urn:btih"],
  [`magnet:?${XT}&dn=${"a".repeat(MAX_MAGNET_LENGTH)}`, "expected at most 65536 characters"],
])("%.60j is refused", (text, message) => {
  expect(() => parseMagnet(text)).toThrow(MetainfoError);
  expect(() => parseMagnet(text)).toThrow(`magnet: ${message}`);
});

test("a written link reads the same", () => {
  const magnet = {
    infoHash: parseInfoHash(HEX),
    infoHashV2: parseInfoHash(HEX_V2),
    displayName: "Tom & Jerry's 100% C++ = küste #1",
    trackers: ["udp://a.example:1", "https://b.example/announce?key=1&x=a+b"],
    webSeeds: ["https://c.example/a%20b/"],
    exactLength: 76_684,
  };
  expect(parseMagnet(writeMagnet(magnet))).toEqual(magnet);
});

test("a link without an info hash, or with one of the wrong length, is not written", () => {
  expect(() => writeMagnet({ displayName: "lamp" })).toThrow("magnet: expected an info hash");
  expect(() => writeMagnet({ infoHash: new Uint8Array(32) })).toThrow("20 bytes, got 32");
});
