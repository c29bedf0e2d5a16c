import { z } from "zod";

import type { SettingsStore } from "./settings-store.ts";
import { findField, isInternal, isSecret } from "./stored-settings.ts";

export const SettingField = z.object({
  name: z.string(),
  description: z.string(),
  /** JSON Schema of the values it takes. */
  schema: z.record(z.string(), z.unknown()),
  isSecret: z.boolean(),
  /** True when it differs from the default; the only thing shown of a secret. */
  isSet: z.boolean(),
  value: z.unknown(),
  default: z.unknown(),
});

export const SettingsDescription = z.object({
  modules: z.array(z.object({ name: z.string(), fields: z.array(SettingField) })),
});

/** Describes every setting of every module with its value, for the screen that edits them. */
export function describeSettings(store: SettingsStore): z.output<typeof SettingsDescription> {
  const modules = store.list.map((settings) => {
    const values = store.get(settings);
    const defaults = settings.schema.parse({});
    const stored = store.getStored(settings);
    const fields = Object.keys(settings.schema.shape).flatMap((name) => {
      const type = findField(settings.schema, name);
      if (type === undefined || isInternal(type)) return [];
      const hidden = isSecret(type);
      return {
        name,
        description: type.description ?? "",
        schema: toJsonSchema(type, hidden),
        isSecret: hidden,
        isSet: Object.hasOwn(stored, name),
        value: hidden ? undefined : values[name],
        default: hidden ? undefined : defaults[name],
      };
    });
    return { name: settings.name, fields };
  });
  return { modules };
}

function toJsonSchema(type: z.ZodType, hidden: boolean): Record<string, unknown> {
  const {
    $schema: _,
    default: value,
    ...schema
  } = z.toJSONSchema(type, {
    io: "input",
    unrepresentable: "any",
  });
  return hidden || value === undefined ? schema : { ...schema, default: value };
}
