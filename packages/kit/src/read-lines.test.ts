import { expect, test } from "vitest";

import { OVERLONG_LINE, readLines } from "./read-lines.ts";

async function linesOf(chunks: readonly string[], maxBytes = 100): Promise<unknown[]> {
  async function* stream() {
    for (const chunk of chunks) yield Buffer.from(chunk);
  }
  return Array.fromAsync(readLines(stream(), maxBytes));
}

test("lines come out whole however the stream is cut", async () => {
  const text = '{"a":1}\n\n{"b":"é"}\nlast';
  const whole = await linesOf([text]);
  const bytes = Buffer.from(text);
  async function* byteByByte() {
    for (const byte of bytes) yield Buffer.of(byte);
  }
  expect(whole).toEqual(['{"a":1}', "", '{"b":"é"}', "last"]);
  expect(await Array.fromAsync(readLines(byteByByte(), 100))).toEqual(whole);
});

test("a line that is too long is told without being held, and the next is read", async () => {
  const lines = await linesOf(["x".repeat(60), "x".repeat(60), `${"x".repeat(60)}\nshort\n`], 100);
  expect(lines).toEqual([OVERLONG_LINE, "short"]);
});

test("an overlong last line without an end is told too", async () => {
  expect(await linesOf(["short\n", "y".repeat(101)])).toEqual(["short", OVERLONG_LINE]);
});

test("an empty stream has no lines", async () => {
  expect(await linesOf([])).toEqual([]);
});
