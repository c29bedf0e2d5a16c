import { expect, test } from "vitest";

import { packFiles, unpackFiles } from "./file-list.ts";

test("a packed file list reads back equal", () => {
  const files = Array.from({ length: 300 }, (_, index) => ({
    path: `Sintel (2010)/Extras/ポスター-${index}.png`,
    size: index ** 6,
  }));
  for (const length of [0, 1, 2, 9, 300]) {
    expect(unpackFiles(packFiles(files.slice(0, length)))).toEqual(files.slice(0, length));
  }
});

test("sizes up to the largest safe integer survive", () => {
  const files = [{ path: "a", size: Number.MAX_SAFE_INTEGER }];
  expect(unpackFiles(packFiles(files))).toEqual(files);
});

test("nine similar names take less than half of their text", () => {
  const files = Array.from({ length: 9 }, (_, index) => ({
    path: `Caminandes.S01.1080p.WEB-DL.H.264/Caminandes.S01E0${index}.1080p.WEB-DL.H.264.mkv`,
    size: 734_003_200 + index,
  }));
  const text = JSON.stringify(files).length;
  expect(packFiles(files).length).toBeLessThan(text / 2);
});

test("a truncated value is refused instead of read as garbage", () => {
  const packed = packFiles([{ path: "film.mkv", size: 12 }]);
  for (const length of [2, 5, packed.length - 1]) {
    expect(() => unpackFiles(packed.subarray(0, length))).toThrow(RangeError);
  }
});

test("a path that shares more than the one before has is refused", () => {
  const packed = packFiles([{ path: "film.mkv", size: 12 }]);
  const shared = 3;
  packed.writeUInt8(1, shared);
  expect(() => unpackFiles(packed)).toThrow(RangeError);
});
