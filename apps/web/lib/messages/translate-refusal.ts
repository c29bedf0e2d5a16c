import { currentLanguage } from "./language.ts";

/** Gives German for what the server says; undefined for what is not known. */
export type Translate = (sentence: string) => string | undefined;

/**
 * What the server refused with, every `message` in it in the language of the page. It writes
 * English; words for another language are loaded with the first refusal.
 */
export async function translateRefusal(body: unknown): Promise<unknown> {
  const translate = await loadSentences();
  return translate === undefined ? body : translateMessages(body, translate);
}

/** The words for what the server says; undefined where the page is English, as the server is. */
export async function loadSentences(): Promise<Translate | undefined> {
  if (currentLanguage() === "en") return undefined;
  // Told in English rather than not at all, should the words not come.
  const words = await import("./translate-sentence.ts").catch(() => undefined);
  return words?.translateSentence;
}

function translateMessages(part: unknown, translate: Translate): unknown {
  if (Array.isArray(part)) return part.map((entry) => translateMessages(entry, translate));
  if (typeof part !== "object" || part === null) return part;
  const entries = Object.entries(part).map(([key, value]) =>
    key === "message" && typeof value === "string"
      ? [key, translate(value) ?? value]
      : [key, translateMessages(value, translate)],
  );
  return Object.fromEntries(entries);
}
