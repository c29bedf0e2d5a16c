import { createHash } from "node:crypto";

import { expect, test } from "vitest";

import { joinPrefixes, PrefixSet } from "./prefix-set.ts";

function hash(text: string): Buffer {
  return createHash("sha1").update(text).digest();
}

function hashes(name: string, count: number): Buffer[] {
  return Array.from({ length: count }, (_, index) => hash(`${name} ${index}`));
}

test("every prefix that was added is found, whatever the sizes and order of the additions", () => {
  const set = new PrefixSet();
  const sizes = [1, 3, 70_000, 5, 0, 20_000, 1, 1, 90_000];
  const added = sizes.flatMap((size, index) => {
    const part = hashes(`part ${index}`, size);
    set.add(joinPrefixes(part));
    return part;
  });
  expect(set.size).toBe(added.length);
  expect(added.filter((one) => !set.has(one))).toEqual([]);
  expect(hashes("absent", 100_000).filter((one) => set.has(one))).toEqual([]);
});

test("the ends of the range and hashes that share their beginning are told apart", () => {
  const low = Buffer.alloc(20);
  const high = Buffer.alloc(20, 0xff);
  const shared = ["0123456700000001", "0123456700000002", "0123456780000000", "01234567ffffffff"];
  const near = shared.map((text) => Buffer.from(text.padEnd(40, "0"), "hex"));
  const set = new PrefixSet();
  set.add(joinPrefixes([high, ...near, low]));
  expect([low, high, ...near].every((one) => set.has(one))).toBe(true);
  for (const text of ["0123456700000000", "0123456700000003", "0123456800000001"]) {
    expect(set.has(Buffer.from(text.padEnd(40, "0"), "hex"))).toBe(false);
  }
});

test("a set of sorted parts takes eight bytes an entry and a fixed index", () => {
  const sorted = hashes("sorted", 100_000).toSorted((a, b) => a.compare(b));
  const set = PrefixSet.fromSorted([
    joinPrefixes(sorted.slice(0, 70_000)),
    joinPrefixes(sorted.slice(70_000)),
  ]);
  expect(sorted.filter((one) => !set.has(one))).toEqual([]);
  expect(set.bytes).toBeLessThan(100_000 * 8 + 300_000);
});

test("a crafted crowd of hashes with the same beginning costs no more than any other", () => {
  const crowd = Array.from({ length: 100_000 }, (_, index) => {
    const one = Buffer.alloc(20, 0xaa);
    one.writeUInt32BE(index, 4);
    return one;
  });
  const set = new PrefixSet();
  set.add(joinPrefixes(crowd));
  expect(crowd.every((one) => set.has(one))).toBe(true);
  expect(set.has(Buffer.alloc(20, 0xaa))).toBe(false);
});

test("an empty set holds nothing", () => {
  expect(new PrefixSet().has(Buffer.alloc(20))).toBe(false);
  expect(PrefixSet.fromSorted([]).size).toBe(0);
});

test("a set on the memory of another holds what that held, and what it adds is its own", () => {
  const first = new PrefixSet();
  const before = hashes("before", 70_000);
  first.add(joinPrefixes(before));
  const second = PrefixSet.fromRuns(structuredClone(first.runs));
  second.add(joinPrefixes(hashes("later", 10)));
  first.add(joinPrefixes(hashes("elsewhere", 10)));
  expect(before.every((one) => second.has(one))).toBe(true);
  expect(hashes("later", 10).every((one) => second.has(one) && !first.has(one))).toBe(true);
  expect(hashes("elsewhere", 10).some((one) => second.has(one))).toBe(false);
  const [run, sameRun] = [first.runs[0], second.runs[0]];
  run?.words.fill(7);
  expect(sameRun?.words.at(-1)).toBe(7);
});
