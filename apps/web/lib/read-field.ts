/** A field of what came from elsewhere; undefined where there is no object or no such field. */
export function readField(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
}
