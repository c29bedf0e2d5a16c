import type { TextLanguage } from "./catalogue.ts";

/** The language a person chose; English for none and for one that is not known. */
export function readLanguage(text: string | null | undefined): TextLanguage {
  return text === "de" ? text : "en";
}
