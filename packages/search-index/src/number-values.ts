import { blockMaxima } from "./block-maxima.ts";
import type { NumberValues } from "./segment.ts";
import { type NumberArray, sharedWords } from "./shared-arrays.ts";

/** A column of numbers in shared memory that were never patched. */
export function numberValues(values: NumberArray): NumberValues {
  return { kind: "number", values, maxima: blockMaxima(values), patchCount: sharedWords(1) };
}
