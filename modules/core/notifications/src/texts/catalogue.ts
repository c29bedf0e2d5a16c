import type { Kind, Topic, TopicValues } from "../topics.ts";
import { de } from "./de.ts";
import { en } from "./en.ts";

/** A notification in words. */
export interface Text {
  title: string;
  /** More about it; may be empty. */
  text: string;
}

/** What a text is made of beside the values of its topic. */
export interface Telling {
  /** How often it happened. */
  count: number;
  /** Writes a number. */
  number: (value: number) => string;
  /** Writes a size in binary units. */
  size: (bytes: number) => string;
  /** Writes the day of an ISO 8601 time. */
  day: (time: string) => string;
}

/** Everything the server says about notifications in one language. */
export interface Texts {
  topics: { readonly [T in Topic]: (values: TopicValues<T>, telling: Telling) => Text };
  /** For the daily message. */
  digest: { subject: (count: string, site: string) => string; more: (count: string) => string };
  /** What the link of a message is called. */
  open: string;
  /** Where to change what one is told. */
  footer: string;
  kinds: Readonly<Record<Kind, string>>;
}

/** Tags of the languages of texts that leave the server. */
export const TEXT_LANGUAGES = ["en", "de"] as const;

/** A language of these texts. */
export type TextLanguage = (typeof TEXT_LANGUAGES)[number];

/** The texts in each language. */
export const TEXTS: Readonly<Record<TextLanguage, Texts>> = { en, de };
