import { expect, test } from "vitest";

import { BencodeDictionary, decode, encode, RawBencode } from "./index.ts";

const text = (bytes: Uint8Array) => Buffer.from(bytes).toString("latin1");

test("every kind of value is written", () => {
  expect(text(encode(0))).toBe("i0e");
  expect(text(encode(-0))).toBe("i0e");
  expect(text(encode(-7))).toBe("i-7e");
  expect(text(encode(2n ** 64n))).toBe("i18446744073709551616e");
  expect(text(encode(""))).toBe("0:");
  expect(text(encode("é"))).toBe("2:\xc3\xa9");
  expect(text(encode(new Uint8Array([0, 255])))).toBe("2:\x00\xff");
  expect(text(encode([1, ["a"], {}]))).toBe("li1el1:aedee");
});

test("keys are sorted by their bytes and undefined entries are left out", () => {
  expect(text(encode({ b: 1, a: undefined, B: 2, "": 3, é: 4 }))).toBe(
    "d0:i3e1:Bi2e1:bi1e2:\xc3\xa9i4ee",
  );
  const map = new Map<string | Uint8Array, number>([
    [new Uint8Array([0xff]), 1],
    ["a", 2],
    [new Uint8Array([0x61, 0]), 3],
  ]);
  expect(text(encode(map))).toBe("d1:ai2e2:a\x00i3e1:\xffi1ee");
});

test("a dictionary that was unsorted and repeated keys comes out canonical", () => {
  expect(text(encode(decode(Buffer.from("d1:bi1e1:ai2e1:bi3ee"))))).toBe("d1:ai2e1:bi1ee");
});

test("bytes that are bencoded already are written verbatim", () => {
  const raw = new RawBencode(Buffer.from("d1:bi1e1:ai2ee"));
  expect(text(encode({ info: raw, a: 1 }))).toBe("d1:ai1e4:infod1:bi1e1:ai2eee");
});

test("numbers that are no safe integers are refused", () => {
  for (const value of [1.5, Number.NaN, Infinity, 2 ** 53]) {
    expect(() => encode({ value })).toThrow(TypeError);
  }
});

test("output far beyond the first buffer is complete", () => {
  const long = new Uint8Array(100_000).fill(0x61);
  const value = decode(encode([long, "x".repeat(1_000), long]));
  expect(value).toEqual([long, new Uint8Array(1_000).fill(0x78), long]);
});

test("random values survive the round trip", () => {
  for (let seed = 1; seed <= 2_000; seed += 1) {
    const value = randomValue(createRandom(seed), 0);
    expect(decode(encode(value))).toEqual(value);
  }
});

type Value = ReturnType<typeof decode>;

function randomValue(random: () => number, depth: number): Value {
  const below = (limit: number) => Math.floor(random() * limit);
  const kind = below(depth > 5 ? 3 : 5);
  if (kind === 0) return below(2) === 0 ? below(1_000) - 500 : below(2 ** 31) * 2 ** 20;
  if (kind === 1) return 2n ** 53n + BigInt(below(2 ** 31));
  if (kind === 2) return Uint8Array.from({ length: below(20) }, () => below(256));
  if (kind === 3) return Array.from({ length: below(5) }, () => randomValue(random, depth + 1));
  const keys = new Set(Array.from({ length: below(5) }, () => String.fromCharCode(below(256))));
  const sorted = [...keys].toSorted((left, right) => (left < right ? -1 : 1));
  return new BencodeDictionary(
    sorted,
    sorted.map(() => randomValue(random, depth + 1)),
  );
}

/** A small deterministic generator (mulberry32), so that a failure can be repeated. */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
