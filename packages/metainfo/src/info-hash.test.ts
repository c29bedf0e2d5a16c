import { expect, test } from "vitest";

import { formatInfoHash, parseInfoHash, truncateInfoHashV2 } from "./index.ts";

// The same hash in both notations: Python's base64.b32encode(bytes.fromhex(…)).
const HEX = "c334138ef5bfc2d568ea7324e0e2a3a7ec229bdd";
const BASE32 = "YM2BHDXVX7BNK2HKOMSOBYVDU7WCFG65";
const HEX_V2 = "e6735a7ef9ef7880380b8b034474ffcfe80f8463eaa8c0abd21fc6ecd67d6239";

test.each([HEX, HEX.toUpperCase(), BASE32, BASE32.toLowerCase()])("%s is 20 bytes", (text) => {
  const infoHash = parseInfoHash(text);
  expect(infoHash).toHaveLength(20);
  expect(infoHash && formatInfoHash(infoHash)).toBe(HEX);
});

test("64 hexadecimal digits are an info hash of version 2, known by its first 20 bytes", () => {
  const infoHash = parseInfoHash(HEX_V2.toUpperCase()) ?? new Uint8Array();
  expect(formatInfoHash(infoHash)).toBe(HEX_V2);
  expect(formatInfoHash(truncateInfoHashV2(infoHash))).toBe(HEX_V2.slice(0, 40));
});

test.each(["", HEX.slice(1), `${HEX}0`, `${HEX} `, `${HEX.slice(1)}g`, `${BASE32.slice(1)}1`])(
  "%j is no info hash",
  (text) => {
    expect(parseInfoHash(text)).toBeUndefined();
  },
);
