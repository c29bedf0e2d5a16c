import type { NumberStorage } from "./schema.ts";

/** The arrays that segments consist of. */
export type NumberArray = Uint8Array | Uint16Array | Uint32Array | Float64Array;

/** Zeroed bytes in memory that threads share. */
export function sharedBytes(length: number): Uint8Array {
  return new Uint8Array(new SharedArrayBuffer(length));
}

/** Zeroed unsigned 32-bit numbers in memory that threads share. */
export function sharedWords(length: number): Uint32Array {
  return new Uint32Array(new SharedArrayBuffer(length * 4));
}

/** Zeroed numbers of a storage in memory that threads share. */
export function sharedNumbers(storage: NumberStorage, length: number): NumberArray {
  if (storage === "u8") return sharedBytes(length);
  if (storage === "u16") return new Uint16Array(new SharedArrayBuffer(length * 2));
  if (storage === "u32") return sharedWords(length);
  return new Float64Array(new SharedArrayBuffer(length * 8));
}

/** The storage that an array has. */
export function storageOf(array: NumberArray): NumberStorage {
  if (array instanceof Uint8Array) return "u8";
  if (array instanceof Uint16Array) return "u16";
  return array instanceof Uint32Array ? "u32" : "f64";
}

/** The narrowest storage for codes below a number. */
export function storageForCodes(count: number): NumberStorage {
  return count <= 0x100 ? "u8" : count <= 0x1_0000 ? "u16" : "u32";
}

/** The first numbers of a shared array, copied when that frees memory. */
export function trimShared<T extends NumberArray>(array: T, length: number): T {
  if (length === array.length) return array;
  const trimmed = sharedNumbers(storageOf(array), length);
  trimmed.set(array.subarray(0, length));
  // The storage is that of the argument.
  return trimmed as T;
}

/** The number that stands for an absent value; no number of 8 bytes does, as that is NaN. */
export function absentIn(array: NumberArray): number {
  return array instanceof Float64Array ? Infinity : 2 ** (8 * array.BYTES_PER_ELEMENT) - 1;
}
