import type { ApiOutputs } from "../../lib/orpc.ts";

/** The settings of one module. */
export type SettingsModule = ApiOutputs["admin"]["config"]["get"]["modules"][number];
/** One setting. */
export type Setting = SettingsModule["fields"][number];

/** How a setting is entered. */
export type SettingInput = "switch" | "number" | "choice" | "text" | "json";

/** A module as its heading. */
export function describeModule(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

/** The settings of a module that have all the words in what is said of them; all for no words. */
export function findFields(
  { name: moduleName, fields }: Pick<SettingsModule, "name" | "fields">,
  words: string,
): Setting[] {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  return fields.filter(({ name, description }) => {
    const text = `${moduleName} ${name} ${description}`.toLowerCase();
    return wanted.every((word) => text.includes(word));
  });
}

/** How a setting is entered, by the JSON Schema of its values. */
export function chooseInput({ schema }: Pick<Setting, "schema">): SettingInput {
  if (Array.isArray(schema["enum"])) return "choice";
  if (schema["type"] === "boolean") return "switch";
  if (schema["type"] === "integer" || schema["type"] === "number") return "number";
  return schema["type"] === "string" ? "text" : "json";
}

/** A value as it stands in its field. */
export function writeValue(value: unknown, input: SettingInput): string {
  if (value === undefined || value === null) return "";
  return input === "json" ? JSON.stringify(value, null, 2) : String(value);
}

/** Reads what stands in a field; undefined when it is no value of its kind. */
export function readValue(text: string, input: SettingInput): { value: unknown } | undefined {
  if (input === "text" || input === "choice") return { value: text };
  if (input === "switch") return { value: text === "true" };
  if (input === "number") {
    const isNumber = /^-?\d+(\.\d+)?$/.test(text.trim());
    return isNumber ? { value: Number(text) } : undefined;
  }
  return parseJson(text);
}

function parseJson(text: string): { value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
