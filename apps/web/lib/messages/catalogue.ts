import type { en } from "./en.ts";
import { currentLanguage, type Language } from "./language.ts";

/** Forms of a text that depends on a count. */
export interface PluralForms {
  one: string;
  other: string;
}
/** Every text of the interface in one language. */
export type Catalogue = {
  readonly [Key in keyof typeof en]: (typeof en)[Key] extends string ? string : PluralForms;
};
/** A catalogue as the server keeps it and as a browser loads it. */
export interface ServedCatalogue {
  messages: Catalogue;
  /** Assigns the messages in the browser; compressed with gzip. */
  script: Uint8Array<ArrayBuffer>;
  /** Name of the script, new whenever a text changes. */
  file: string;
}

/** The server's catalogues and the browser's one lie outside the bundles, so that none is loaded twice. */
const SERVED = Symbol.for("minato.catalogues");
const BROWSER_VARIABLE = "minatoMessages";

/** Statement that gives a browser its messages. */
export function browserScript(messages: Catalogue): string {
  return `self.${BROWSER_VARIABLE}=${JSON.stringify(messages)}`;
}

/** Makes the catalogues known to every bundle of this process. */
export function serveCatalogues(catalogues: Readonly<Record<Language, ServedCatalogue>>): void {
  Object.assign(globalThis, { [SERVED]: catalogues });
}

/** The catalogues of this process, by language; undefined in a browser. */
export function servedCatalogues(): Readonly<Record<Language, ServedCatalogue>> | undefined {
  return read(SERVED) as Readonly<Record<Language, ServedCatalogue>> | undefined;
}

/** The texts in the language of this page. */
export function currentCatalogue(): Catalogue {
  const catalogue =
    (read(BROWSER_VARIABLE) as Catalogue | undefined) ??
    servedCatalogues()?.[currentLanguage()].messages;
  if (catalogue === undefined) throw new Error("No catalogue of messages was loaded");
  return catalogue;
}

function read(key: string | symbol): unknown {
  return (globalThis as Record<string | symbol, unknown>)[key];
}
