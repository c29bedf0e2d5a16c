import type { MailKind, MailVariables } from "../message.ts";
import { en } from "./en.ts";

/** The words of a message: plain sentences, and what its link is called. */
export interface Words {
  subject: string;
  /** Paragraphs above the link. */
  before: readonly string[];
  action?: string;
  /** Paragraphs below it. */
  after?: readonly string[];
}

/** The words of every kind of message in one language. */
export type Catalogue = {
  readonly [Kind in MailKind]: (variables: MailVariables<Kind> & { site: string }) => Words;
};

/** Languages there are. */
export const CATALOGUES = { en } as const satisfies Record<string, Catalogue>;

/** A language of messages. */
export type MailLanguage = keyof typeof CATALOGUES;
