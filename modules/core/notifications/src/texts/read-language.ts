import { TEXT_LANGUAGES, type TextLanguage } from "./catalogue.ts";

/** The language a person chose; English for none and for one that is not known. */
export function readLanguage(text: string | null | undefined): TextLanguage {
  return TEXT_LANGUAGES.find((language) => language === text) ?? "en";
}
