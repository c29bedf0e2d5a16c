import { AppError } from "@minato/kit";
import type { z } from "zod";

/** Parses with the schema; throws BAD_REQUEST naming each field that is wrong. */
export function parseInput<Schema extends z.ZodType>(
  schema: Schema,
  input: unknown,
): z.output<Schema> {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  const errors = result.error.issues.map(({ path, message }) => ({
    field: path.length === 0 ? "$" : path.join("."),
    message,
  }));
  const summary = errors.map(({ field, message }) => `${field} ${message}`).join("; ");
  throw new AppError("BAD_REQUEST", summary, { errors });
}
