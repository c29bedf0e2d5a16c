import type { OpenAPI } from "@orpc/openapi";

type ParameterSchema = NonNullable<OpenAPI.ParameterObject["schema"]>;

/** JSON as the document holds it. */
type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

const SAFE_BOUNDS: Readonly<Record<string, number>> = {
  minimum: Number.MIN_SAFE_INTEGER,
  maximum: Number.MAX_SAFE_INTEGER,
};

/** Leaves out the bounds of every whole number of JavaScript, which a generator writes. */
export function tidySchemas<Part>(part: Part): Part {
  // A document is JSON; its shape stays.
  return tidy(part as Json) as Part;
}

/** Describes a parameter as it is written: several values as `a=1&a=2`, each of them text. */
export function tidyParameter(
  parameter: OpenAPI.ParameterObject | OpenAPI.ReferenceObject,
): OpenAPI.ParameterObject | OpenAPI.ReferenceObject {
  if ("$ref" in parameter || parameter.schema === undefined) return parameter;
  const { name, in: place, required = false, schema } = parameter;
  return { name, in: place, required, schema: place === "query" ? simplify(schema) : schema };
}

/** What is also taken as a number, or as a list, is text in an address. */
function simplify(schema: ParameterSchema): ParameterSchema {
  if ("$ref" in schema || schema.anyOf === undefined) return schema;
  const { anyOf, ...rest } = schema;
  const [first] = anyOf;
  const isText = anyOf.some(
    (form) => "type" in form && (form.type === "array" || form.type === "number"),
  );
  return first !== undefined && isText ? { ...simplify(first), ...rest } : schema;
}

function tidy(part: Json): Json {
  if (Array.isArray(part)) return part.map(tidy);
  if (part === null || typeof part !== "object") return part;
  const kept = Object.entries(part).filter(([key, value]) => SAFE_BOUNDS[key] !== value);
  const entries = kept.map(([key, value]): [string, Json] => [key, tidy(value)]);
  return Object.fromEntries(entries);
}
