/** Arrays as query parameters in PostgreSQL's binary form (`array_recv` in `arrayfuncs.c`). */

/** How one kind of element is written. */
interface ElementType<T> {
  /** Object id in `pg_type.dat`. */
  readonly oid: number;
  /** Bytes that an element takes at most. */
  readonly maxBytes: (value: T) => number;
  /** Writes an element and answers how many bytes it took. */
  readonly write: (target: Buffer, at: number, value: T) => number;
}

type Values<T> = readonly (T | null | undefined)[];

const HEADER_BYTES = 20;
const LENGTH_BYTES = 4;
const NULL_LENGTH = -1;
const TWO_POW_32 = 2 ** 32;
const UTF8_BYTES_PER_UNIT = 3;
/** Milliseconds from the Unix epoch to PostgreSQL's, 2000-01-01. */
const POSTGRES_EPOCH = 946_684_800_000;

const BOOL: ElementType<boolean> = {
  oid: 16,
  maxBytes: () => 1,
  write: (target, at, value) => target.writeUInt8(value ? 1 : 0, at) - at,
};
const BYTEA: ElementType<Uint8Array> = {
  oid: 17,
  maxBytes: (value) => value.length,
  write(target, at, value) {
    target.set(value, at);
    return value.length;
  },
};
const INT8: ElementType<number> = {
  oid: 20,
  maxBytes: () => 8,
  write(target, at, value) {
    if (!Number.isSafeInteger(value)) throw new RangeError(`expected a safe integer, got ${value}`);
    const high = Math.floor(value / TWO_POW_32);
    target.writeInt32BE(high, at);
    target.writeUInt32BE(value - high * TWO_POW_32, at + 4);
    return 8;
  },
};
const INT4: ElementType<number> = {
  oid: 23,
  maxBytes: () => 4,
  write(target, at, value) {
    if (!Number.isInteger(value)) throw new RangeError(`expected an integer, got ${value}`);
    return target.writeInt32BE(value, at) - at;
  },
};
const TEXT: ElementType<string> = {
  oid: 25,
  maxBytes: (value) => value.length * UTF8_BYTES_PER_UNIT,
  write: (target, at, value) => target.write(value, at),
};
const TIMESTAMPTZ: ElementType<Date> = {
  oid: 1184,
  maxBytes: () => 8,
  write: (target, at, value) => INT8.write(target, at, (value.getTime() - POSTGRES_EPOCH) * 1000),
};

/**
 * Parameters of the array types that statements over many rows take, several times quicker to make
 * and to read than text. Absent elements are null. Each is for a parameter of just that type.
 */
export const binaryArray = {
  /** `bool[]`. */
  bool: (values: Values<boolean>): Buffer => encode(BOOL, values),
  /** `bytea[]`. */
  bytea: (values: Values<Uint8Array>): Buffer => encode(BYTEA, values),
  /** `int8[]` of safe integers; throws a RangeError for others. */
  int8: (values: Values<number>): Buffer => encode(INT8, values),
  /** `int4[]`; throws a RangeError for what does not fit. */
  int4: (values: Values<number>): Buffer => encode(INT4, values),
  /** `text[]`; a lone surrogate becomes U+FFFD. */
  text: (values: Values<string>): Buffer => encode(TEXT, values),
  /** `timestamptz[]`, to the millisecond. */
  timestamptz: (values: Values<Date>): Buffer => encode(TIMESTAMPTZ, values),
};

function encode<T>(type: ElementType<T>, values: Values<T>): Buffer {
  let capacity = HEADER_BYTES + values.length * LENGTH_BYTES;
  let hasNull = false;
  for (const value of values) {
    if (value === null || value === undefined) hasNull = true;
    else capacity += type.maxBytes(value);
  }
  const target = Buffer.allocUnsafe(capacity);
  let end = writeHeader(target, type.oid, values.length, hasNull);
  for (const value of values) {
    const isNull = value === null || value === undefined;
    const length = isNull ? NULL_LENGTH : type.write(target, end + LENGTH_BYTES, value);
    end = target.writeInt32BE(length, end) + Math.max(0, length);
  }
  return target.subarray(0, end);
}

/** An array without elements has no dimension; any other has one, counted from 1. */
function writeHeader(target: Buffer, oid: number, count: number, hasNull: boolean): number {
  target.writeInt32BE(count === 0 ? 0 : 1, 0);
  target.writeInt32BE(hasNull ? 1 : 0, 4);
  target.writeInt32BE(oid, 8);
  if (count === 0) return 12;
  target.writeInt32BE(count, 12);
  target.writeInt32BE(1, 16);
  return HEADER_BYTES;
}
