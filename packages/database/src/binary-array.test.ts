import { afterAll, beforeAll, expect, inject, test } from "vitest";

import { binaryArray } from "./binary-array.ts";
import { connect, type Database } from "./connect.ts";

let db: Database;

beforeAll(async () => {
  db = await connect(inject("adminUrl"), { max: 1 });
});

afterAll(() => db.$client.end());

/** What PostgreSQL reads from a parameter, as an array of its own. */
async function read(type: string, parameter: Buffer): Promise<unknown> {
  const { rows } = await db.$client.query<{ values: unknown }>(`select $1::${type}[] as values`, [
    parameter,
  ]);
  return rows[0]?.values;
}

test("PostgreSQL reads what was written", async () => {
  const { MAX_SAFE_INTEGER, MIN_SAFE_INTEGER } = Number;
  const int8 = [0, 1, -1, 2 ** 31, -(2 ** 31), 2 ** 32, -(2 ** 32), MAX_SAFE_INTEGER];
  expect(await read("int8", binaryArray.int8([...int8, MIN_SAFE_INTEGER]))).toEqual([
    ...int8,
    MIN_SAFE_INTEGER,
  ]);
  const int4 = [0, 1, -1, 2_147_483_647, -2_147_483_648];
  expect(await read("int4", binaryArray.int4(int4))).toEqual(int4);
  const texts = ["", "a", 'quo"ted \\ {1,2} NULL', "Straße 夜 🎬", "é"];
  expect(await read("text", binaryArray.text(texts))).toEqual(texts);
  expect(await read("bool", binaryArray.bool([true, false]))).toEqual([true, false]);
  const bytes = [Buffer.alloc(0), Buffer.of(0, 255, 92), Buffer.alloc(5000, 7)];
  expect(await read("bytea", binaryArray.bytea(bytes))).toEqual(bytes);
  const dates = [0, 1, 946_684_799_999, 946_684_800_000, 4_102_444_799_123].map(
    (time) => new Date(time),
  );
  expect(await read("timestamptz", binaryArray.timestamptz(dates))).toEqual(dates);
});

test("absent elements are null, and an array may be empty", async () => {
  expect(await read("int4", binaryArray.int4([null, 1, undefined]))).toEqual([null, 1, null]);
  expect(await read("text", binaryArray.text([null]))).toEqual([null]);
  expect(await read("bytea", binaryArray.bytea([]))).toEqual([]);
});

test("a lone surrogate becomes a replacement character", async () => {
  expect(await read("text", binaryArray.text(["a\ud800b"]))).toEqual(["a\ufffdb"]);
});

test("a number that does not fit is refused before it is sent", () => {
  expect(() => binaryArray.int4([2 ** 31])).toThrow(RangeError);
  expect(() => binaryArray.int4([1.5])).toThrow(RangeError);
  expect(() => binaryArray.int8([2 ** 53])).toThrow(RangeError);
});
