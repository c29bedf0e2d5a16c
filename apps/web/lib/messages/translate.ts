import { formatNumber } from "../format/format-number.ts";
import { perLocale } from "../format/per-locale.ts";
import { currentCatalogue, type PluralForms } from "./catalogue.ts";
import type { en } from "./en.ts";

type English = typeof en;
/** Name of a text in the catalogue. */
export type MessageKey = keyof English;

type Slots<Text> = Text extends `${string}{${infer Slot}}${infer Rest}`
  ? Slot | Slots<Rest>
  : never;
type Values<Key extends MessageKey> = Key extends MessageKey
  ? Slots<English[Key] extends { other: infer Other } ? Other : English[Key]>
  : never;
type Arguments<Key extends MessageKey> = [Values<Key>] extends [never]
  ? []
  : [values: Record<Values<Key>, string | number>];

/** Name of a text without slots. */
export type PlainMessageKey = {
  [Key in MessageKey]: [Values<Key>] extends [never] ? Key : never;
}[MessageKey];

const plurals = perLocale((locale) => new Intl.PluralRules(locale));

/**
 * A text in the language of the page with its slots filled. Numbers are written in the reader's
 * manner; a text with forms is chosen by `count`.
 */
export function t<Key extends MessageKey>(key: Key, ...[values]: Arguments<Key>): string {
  const message: string | PluralForms = currentCatalogue()[key];
  const slots: Record<string, string | number> = values ?? {};
  const text = typeof message === "string" ? message : chooseForm(message, slots["count"]);
  return text.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const value = slots[name] ?? "";
    return typeof value === "number" ? formatNumber(value) : value;
  });
}

function chooseForm(forms: PluralForms, count: string | number | undefined) {
  return plurals().select(Number(count)) === "one" ? forms.one : forms.other;
}
