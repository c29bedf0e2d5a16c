import { currentLanguage } from "./language.ts";

type Translate = (sentence: string) => string | undefined;

/**
 * What the server refused with, every `message` in it in the language of the page. It writes
 * English; words for another language are loaded with the first refusal.
 */
export async function translateRefusal(body: unknown): Promise<unknown> {
  if (currentLanguage() === "en") return body;
  // Told in English rather than not at all, should the words not come.
  const words = await import("./translate-sentence.ts").catch(() => undefined);
  return words === undefined ? body : translateMessages(body, words.translateSentence);
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
