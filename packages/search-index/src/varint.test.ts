import { expect, test } from "vitest";

import { deltaRoom, readDeltas, writeDeltas } from "./varint.ts";

function roundTrip(values: readonly number[], starts?: readonly number[]): number[] {
  const words = Uint32Array.from(values);
  const runs = starts === undefined ? undefined : Uint32Array.from(starts);
  const target = new Uint8Array(deltaRoom(words.length));
  const length = writeDeltas(words, runs, target);
  const read = new Uint32Array(words.length);
  expect(readDeltas(target.subarray(0, length), runs, read)).toBe(true);
  return [...read];
}

test.each([
  [[], undefined],
  [[0, 0, 1, 127, 128, 16384, 0xffff_ffff], undefined],
  [
    [5, 6, 1, 9, 0xffff_ffff, 0],
    [0, 2, 2, 5, 6],
  ],
  [[7], [0, 0, 1, 1]],
])("%j with runs at %j is read as it was written", (values, starts) => {
  expect(roundTrip(values, starts)).toEqual(values);
});

test("too few and too many bytes are noticed", () => {
  const read = new Uint32Array(2);
  expect(readDeltas(Uint8Array.of(1, 1, 1), undefined, read)).toBe(false);
  expect(readDeltas(Uint8Array.of(1), undefined, read)).toBe(false);
  expect(readDeltas(Uint8Array.of(1, 0x80), undefined, read)).toBe(false);
  expect(readDeltas(new Uint8Array(9).fill(0xff), undefined, read)).toBe(false);
});
