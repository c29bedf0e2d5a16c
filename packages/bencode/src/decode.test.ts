import { expect, test } from "vitest";

import { BencodeDictionary, BencodeError, decode, decodePrefix } from "./index.ts";

const bytes = (text: string) => new Uint8Array(Buffer.from(text, "latin1"));
const nested = (depth: number) => "l".repeat(depth) + "e".repeat(depth);

function errorOf(text: string, options?: Parameters<typeof decode>[1]): BencodeError {
  try {
    decode(bytes(text), options);
  } catch (error) {
    if (error instanceof BencodeError) return error;
    throw error;
  }
  throw new Error(`${text} was accepted`);
}

test("integers are numbers while they are safe and bigints beyond", () => {
  expect(decode(bytes("i0e"))).toBe(0);
  expect(decode(bytes("i-42e"))).toBe(-42);
  expect(decode(bytes("i9007199254740991e"))).toBe(Number.MAX_SAFE_INTEGER);
  expect(decode(bytes("i9007199254740992e"))).toBe(9_007_199_254_740_992n);
  expect(decode(bytes("i-9007199254740993e"))).toBe(-9_007_199_254_740_993n);
  expect(decode(bytes("i18446744073709551615e"))).toBe(18_446_744_073_709_551_615n);
});

test("byte strings are views on the input", () => {
  const input = bytes("3:abc");
  const value = decode(input);
  input[2] = 0x7a;
  expect(value).toEqual(bytes("zbc"));
});

test("a Buffer inside a larger pool is read from its own offset and gives plain bytes", () => {
  const value = decode(Buffer.from("xx4:spam").subarray(2));
  expect(value).toEqual(bytes("spam"));
  expect(Buffer.isBuffer(value)).toBe(false);
});

test("lists and dictionaries nest", () => {
  const value = decode(bytes("d4:listl1:ai1eld0:leeee3:numi7ee"));
  if (!(value instanceof BencodeDictionary)) throw new Error("no dictionary");
  expect(value.keys).toEqual(["list", "num"]);
  expect(value.get("num")).toBe(7);
  expect(value.get("list")).toEqual([bytes("a"), 1, [new BencodeDictionary([""], [[]])]]);
  expect(value.get("other")).toBeUndefined();
});

test("keys are looked up as bytes or as text in UTF-8", () => {
  const value = decode(bytes("d2:\xc3\xa9i1e2:\xff\x00i2ee"));
  if (!(value instanceof BencodeDictionary)) throw new Error("no dictionary");
  expect(value.get("é")).toBe(1);
  expect(value.get(new Uint8Array([0xff, 0]))).toBe(2);
});

test("unsorted and repeated keys are readable and the first of equal keys counts", () => {
  const value = decode(bytes("d1:bi1e1:ai2e1:bi3ee"));
  if (!(value instanceof BencodeDictionary)) throw new Error("no dictionary");
  expect(value.keys).toEqual(["b", "a", "b"]);
  expect(value.get("b")).toBe(1);
});

test.each([
  ["", "expected a value, found the end", 0],
  ["x", "expected a digit", 0],
  ["e", "expected a digit", 0],
  ["ie", "expected a digit", 1],
  ["i-e", "expected a digit", 2],
  ["i+1e", "expected a digit", 1],
  ["i01e", "leading zero", 1],
  ["i-01e", "leading zero", 2],
  ["i-0e", "negative zero", 1],
  ["i1", 'expected "e"', 2],
  ["i1.5e", 'expected "e"', 2],
  ["i123456789012345678901e", "expected at most 20 digits", 1],
  ["5:spam", "expected a string of 5 bytes, found 4", 0],
  ["99999999999999999999:", "expected a string of", 0],
  ["04:spam", "leading zero", 0],
  ["4spam", 'expected ":"', 1],
  ["-1:a", "expected a digit", 0],
  ["l", "expected a value, found the end", 1],
  ["li1e", "expected a value, found the end", 4],
  ["d", "expected a value, found the end", 1],
  ["di1ei2ee", "expected a dictionary key", 1],
  ["d1:a", "expected a value, found the end", 4],
  ["d1:ae", "expected a digit", 4],
  ["i1ei2e", "expected the end, found 3 more bytes", 3],
])("%j is refused with the position of the fault", (text, message, offset) => {
  const error = errorOf(text);
  expect(error.message).toContain(message);
  expect(error.message).toContain(`at byte ${error.offset}`);
  expect(error.offset).toBe(offset);
});

test("what follows the value is tolerated on request and its position is known", () => {
  expect(decode(bytes("i1erest"), { allowTrailingBytes: true })).toBe(1);
  expect(decodePrefix(bytes("i1erest"))).toEqual({ value: 1, length: 3 });
});

test("depth is bounded", () => {
  expect(decode(bytes(nested(100)))).toHaveLength(1);
  expect(errorOf(nested(101)).offset).toBe(100);
  expect(errorOf("lle", { maxDepth: 1 }).message).toContain("depth of at most 1");
  expect(errorOf(nested(1_000_000), { maxDepth: 1e9 }).offset).toBe(1_000);
});

test("dictionaries count into the depth and leaving one gives it back", () => {
  expect(errorOf("d1:ad1:bleee", { maxDepth: 2 }).offset).toBe(8);
  expect(decode(bytes("llelelee"), { maxDepth: 2 })).toEqual([[], [], []]);
});

test("the number of values and keys is bounded", () => {
  expect(errorOf("li1ei2ei3ee", { maxElements: 3 }).offset).toBe(7);
  expect(errorOf("d1:ai1ee", { maxElements: 2 }).offset).toBe(4);
  expect(decode(bytes("d1:ai1ee"), { maxElements: 3 })).toBeInstanceOf(BencodeDictionary);
});
