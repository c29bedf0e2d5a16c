import { readField } from "./read-field.ts";

/** The value inside an answer; what may stand beside it describes types that JSON does not have. */
export function unwrap(answer: unknown): unknown {
  return readField(answer, "json");
}
