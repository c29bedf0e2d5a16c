import { formatNumber } from "../format/format-number.ts";
import { en } from "./en.ts";

type Catalogue = typeof en;
/** Name of a text in the catalogue. */
export type MessageKey = keyof Catalogue;

type Slots<Text> = Text extends `${string}{${infer Slot}}${infer Rest}`
  ? Slot | Slots<Rest>
  : never;
type Values<Key extends MessageKey> = Key extends MessageKey
  ? Slots<Catalogue[Key] extends { other: infer Other } ? Other : Catalogue[Key]>
  : never;
type Arguments<Key extends MessageKey> = [Values<Key>] extends [never]
  ? []
  : [values: Record<Values<Key>, string | number>];

/** Name of a text without slots. */
export type PlainMessageKey = {
  [Key in MessageKey]: [Values<Key>] extends [never] ? Key : never;
}[MessageKey];

const plurals = new Intl.PluralRules("en");

/**
 * A text of the catalogue with its slots filled. Numbers are written in the reader's manner; a text
 * with forms is chosen by `count`.
 */
export function t<Key extends MessageKey>(key: Key, ...[values]: Arguments<Key>): string {
  const message: string | { one: string; other: string } = en[key];
  const slots: Record<string, string | number> = values ?? {};
  const text = typeof message === "string" ? message : chooseForm(message, slots["count"]);
  return text.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const value = slots[name] ?? "";
    return typeof value === "number" ? formatNumber(value) : value;
  });
}

function chooseForm(forms: { one: string; other: string }, count: string | number | undefined) {
  return plurals.select(Number(count)) === "one" ? forms.one : forms.other;
}
