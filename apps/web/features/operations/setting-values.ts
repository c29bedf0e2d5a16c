import { currentLocale } from "../../lib/messages/language.ts";
import { findSettingText, findSettingWord, findWord } from "../../lib/messages/operator-words.ts";
import type { ApiOutputs } from "../../lib/orpc.ts";
import { isMeasure, readMeasure, writeMeasure, type MeasureKind } from "./setting-measure.ts";

/** The settings of one module. */
export type SettingsModule = ApiOutputs["admin"]["config"]["get"]["modules"][number];
/** One setting. */
export type Setting = SettingsModule["fields"][number];

/** How a setting is entered. */
export type SettingInput = "switch" | "number" | "choice" | "text" | "json" | MeasureKind;

/** A module as its heading. */
export function describeModule(name: string): string {
  return findSettingWord("group", name) ?? name.charAt(0).toUpperCase() + name.slice(1);
}

/** What a setting is called and what it does, in the language of the page where that is known. */
export function describeSetting(
  moduleName: string,
  { name, description }: Pick<Setting, "name" | "description">,
): { title: string; text: string } {
  const title = findWord("setting", `${moduleName}.${name}`);
  return title === undefined
    ? { title: name, text: description }
    : { title, text: findSettingText(`${moduleName}.${name}`) ?? description };
}

/** The settings of a module that have all the words in what is said of them; all for no words. */
export function findFields(
  { name: moduleName, fields }: Pick<SettingsModule, "name" | "fields">,
  words: string,
): Setting[] {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  return fields.filter((field) => {
    const { title, text: said } = describeSetting(moduleName, field);
    const all = [
      moduleName,
      describeModule(moduleName),
      field.name,
      field.description,
      title,
      said,
    ];
    const text = all.join(" ").toLowerCase();
    return wanted.every((word) => text.includes(word));
  });
}

/** How a setting is entered, by the JSON Schema of its values. */
export function chooseInput({ schema }: Pick<Setting, "schema">): SettingInput {
  if (Array.isArray(schema["enum"])) return "choice";
  if (schema["type"] === "boolean") return "switch";
  if (isMeasure(schema["unit"])) return schema["unit"];
  if (schema["type"] === "integer" || schema["type"] === "number") return "number";
  return schema["type"] === "string" ? "text" : "json";
}

/** A value as it stands in its field. */
export function writeValue(value: unknown, input: SettingInput): string {
  if (value === undefined || value === null) return "";
  if (isMeasure(input)) return writeMeasure(Number(value), input);
  if (input === "number") return String(value).replace(".", decimalMark());
  return input === "json" ? JSON.stringify(value, null, 2) : String(value);
}

/** Reads what stands in a field; undefined when it is no value of its kind. */
export function readValue(text: string, input: SettingInput): { value: unknown } | undefined {
  if (input === "text" || input === "choice") return { value: text };
  if (input === "switch") return { value: text === "true" };
  if (isMeasure(input)) {
    const value = readMeasure(text, input);
    return value === undefined ? undefined : { value };
  }
  if (input === "number") {
    const isNumber = /^-?\d+([.,]\d+)?$/.test(text.trim());
    return isNumber ? { value: Number(text.replace(",", ".")) } : undefined;
  }
  return parseJson(text);
}

/** True for a number that its setting does not allow; everything else the server looks at. */
export function isOutOfRange(value: unknown, { minimum, maximum }: Setting["schema"]): boolean {
  if (typeof value !== "number") return false;
  return (
    (typeof minimum === "number" && value < minimum) ||
    (typeof maximum === "number" && value > maximum)
  );
}

/** How the reader parts tenths from ones. */
function decimalMark(): string {
  return new Intl.NumberFormat(currentLocale()).format(1.5).charAt(1);
}

function parseJson(text: string): { value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
