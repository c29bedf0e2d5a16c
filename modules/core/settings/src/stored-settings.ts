import type { Settings } from "@minato/kit";
import type { z } from "zod";

/** A row of the table, as far as values are concerned. */
export interface StoredSetting {
  module: string;
  name: string;
  value: unknown;
}

/** A stored value that its setting no longer allows. */
export interface InvalidSetting {
  module: string;
  name: string;
  message: string;
}

/** The current settings of one module and what could not be used. */
export interface MergedSettings {
  values: Readonly<Record<string, unknown>>;
  /** What is stored of them, before parsing. */
  stored: Readonly<Record<string, unknown>>;
  invalid: readonly InvalidSetting[];
}

/** Lays stored values over the defaults; a value the schema refuses gives way to the default. */
export function mergeSettings(
  { name: module, schema }: Settings,
  rows: readonly StoredSetting[],
): MergedSettings {
  const accepted: Record<string, unknown> = {};
  const invalid: InvalidSetting[] = [];
  for (const { module: owner, name, value } of rows) {
    const type = findField(schema, name);
    if (owner !== module || type === undefined) continue;
    const result = type.safeParse(value);
    if (result.success) accepted[name] = value;
    else invalid.push({ module, name, message: messageOf(result.error) });
  }
  const whole = schema.safeParse(accepted);
  if (whole.success) return { values: whole.data, stored: accepted, invalid };
  // Each value is fine by itself but not together: only the defaults are known to fit.
  invalid.push({ module, name: "*", message: messageOf(whole.error) });
  return { values: schema.parse({}), stored: {}, invalid };
}

/** The schema of a field; undefined when there is no such field, whatever the name. */
export function findField(schema: z.ZodObject, name: string): z.ZodType | undefined {
  // The shape of a ZodObject holds Zod types; its declared element type is the core of one.
  return Object.hasOwn(schema.shape, name) ? (schema.shape[name] as z.ZodType) : undefined;
}

/** True for a setting that can be written but is never shown: `.meta({ secret: true })`. */
export function isSecret(type: z.ZodType): boolean {
  return type.meta()?.["secret"] === true;
}

/** True for what the program itself remembers here, which nobody edits: `.meta({ internal: true })`. */
export function isInternal(type: z.ZodType): boolean {
  return type.meta()?.["internal"] === true;
}

/** What Zod found wrong, in one line. */
export function messageOf(error: z.ZodError): string {
  return error.issues
    .map(({ path, message }) => (path.length === 0 ? message : `${path.join(".")}: ${message}`))
    .join("; ");
}
