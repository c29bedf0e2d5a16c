import { expect, test } from "vitest";

import { BencodeError, decode, encode, isCanonical, scanDictionary } from "./index.ts";

const bytes = (text: string) => new Uint8Array(Buffer.from(text, "latin1"));

function slice(text: string, key: string): string | undefined {
  const span = scanDictionary(bytes(text)).get(key);
  return span && text.slice(span.start, span.end);
}

test("the raw bytes of a dictionary's value are found", () => {
  const text = "d8:announce3:url4:infod1:bi1e1:ai2ee4:lastlee";
  expect(slice(text, "info")).toBe("d1:bi1e1:ai2ee");
  expect(slice(text, "announce")).toBe("3:url");
  expect(slice(text, "last")).toBe("le");
  expect(slice(text, "b")).toBeUndefined();
});

test("the first of equal keys gives the bytes, as it gives the decoded value", () => {
  expect(slice("d4:infoi1e4:infoi2ee", "info")).toBe("i1e");
});

test("only a dictionary and nothing after it can be scanned", () => {
  expect(() => scanDictionary(bytes("le"))).toThrow(BencodeError);
  expect(() => scanDictionary(bytes("dee"))).toThrow("expected the end, found 1 more bytes");
  expect(() => scanDictionary(bytes("d1:ad1:bi-0eee"))).toThrow("negative zero at byte 9");
});

test.each([
  ["d1:ai1e1:bi2ee", true],
  ["d1:ai1e2:aai2e1:bi3ee", true],
  ["de", true],
  ["i5e", true],
  ["d1:bi1e1:ai2ee", false],
  ["d2:aai1e1:ai2ee", false],
  ["d1:ai1e1:ai1ee", false],
  ["ld1:ad1:zi0e1:yi0eeee", false],
  ["d1:\x80i1e1:\x7fi2ee", false],
])("%j is canonical: %j", (text, expected) => {
  expect(isCanonical(bytes(text))).toBe(expected);
  expect(Buffer.from(encode(decode(bytes(text)))).equals(bytes(text))).toBe(expected);
});
