import type { z } from "zod";

/** The settings of one module: a Zod object whose every field has a default and a description. */
export interface Settings<Schema extends z.ZodObject = z.ZodObject> {
  readonly name: string;
  readonly schema: Schema;
}

/** Declares the settings of a module; throws when a field lacks a default or a description. */
export function defineSettings<Schema extends z.ZodObject>(
  name: string,
  schema: Schema,
): Settings<Schema> {
  const defaults = schema.safeParse({});
  if (!defaults.success) throw new Error(`settings ${name}: every field needs a default`);
  for (const [field, type] of Object.entries(schema.shape)) {
    if ((type as z.ZodType).description === undefined) {
      throw new Error(`settings ${name}.${field}: a description is missing`);
    }
  }
  return { name, schema };
}
