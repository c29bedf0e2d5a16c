import { fieldSentences, schemaSentences } from "./field-sentences-de.ts";
import { keptSentences } from "./kept-sentences-de.ts";
import { refusalSentences } from "./refusal-sentences-de.ts";

interface Pattern {
  form: RegExp;
  text: string;
  /** Characters outside the slots: the more there are, the more it says. */
  weight: number;
}

const SLOT = /\{(\w+)\}/g;
const SPECIAL = /[\\^$.*+?()[\]{}|]/g;
/** A field with what is wrong with it: `limit must be at most 100`, `years.0: is required`. */
const FIELD = /^([\w.$-]+):? (.+)$/s;

/** Parts of sentences that have words of their own. */
const PARTS: readonly (readonly [form: RegExp, text: string])[] = [
  [/^a second$/, "einer Sekunde"],
  [/^(\d+) seconds$/, "$1 Sekunden"],
  [/^(\d+) minutes$/, "$1 Minuten"],
  [/^and (\d+) more$/, "und $1 weitere"],
  [/^waiting$/, "in der Warteschlange"],
  [/^running$/, "am Laufen"],
  [/^(?:done|finished)$/, "fertig"],
  [/^cancelled$/, "abgebrochen"],
  [/^failed$/, "gescheitert"],
];

const sentences = { ...keptSentences, ...schemaSentences, ...fieldSentences, ...refusalSentences };
let patterns: readonly Pattern[] | undefined;

/** German for what the server says; undefined for what is not known. */
export function translateSentence(sentence: string): string | undefined {
  // Pages begin some of them with a capital.
  const asSent = sentence.charAt(0).toLowerCase() + sentence.slice(1);
  return translateWhole(sentence) ?? translateWhole(asSent) ?? translateFields(sentence);
}

function translateWhole(sentence: string): string | undefined {
  if (Object.hasOwn(sentences, sentence)) return sentences[sentence];
  patterns ??= readPatterns();
  for (const { form, text } of patterns) {
    const slots = form.exec(sentence)?.groups;
    if (slots !== undefined) {
      return text.replaceAll(SLOT, (_, name: string) => {
        const slot = slots[name] ?? "";
        return translatePart(slot) ?? translateWhole(slot) ?? slot;
      });
    }
  }
  return undefined;
}

/** Several fields in one sentence; undefined unless all of them are known. */
function translateFields(sentence: string): string | undefined {
  const parts = sentence.split("; ").map((part) => {
    const [, field = "", rest = ""] = FIELD.exec(part) ?? [];
    const words = translateWhole(rest);
    return words === undefined ? translatePart(part) : `${field}: ${words}`;
  });
  return parts.includes(undefined) ? undefined : parts.join("; ");
}

function translatePart(part: string): string | undefined {
  const found = PARTS.find(([form]) => form.test(part));
  return found === undefined ? undefined : part.replace(...found);
}

function readPatterns(): Pattern[] {
  return Object.entries(sentences)
    .filter(([sentence]) => sentence.includes("{"))
    .map(([sentence, text]) => ({
      form: toForm(sentence),
      text,
      weight: sentence.replaceAll(SLOT, "").length,
    }))
    .toSorted((a, b) => b.weight - a.weight);
}

function toForm(sentence: string): RegExp {
  // What is split by a group alternates with the group.
  const parts = sentence
    .split(SLOT)
    .map((part, index) => (index % 2 === 0 ? part.replaceAll(SPECIAL, "\\$&") : `(?<${part}>.+?)`));
  return new RegExp(`^${parts.join("")}$`, "s");
}
