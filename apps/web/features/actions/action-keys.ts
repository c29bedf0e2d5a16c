import type { PlainMessageKey } from "../../lib/messages/translate.ts";

/** The keys of an action and what they are called, for the action itself and the list of shortcuts. */
export interface ActionKeys {
  name: PlainMessageKey;
  shortcuts: readonly string[];
  /** Without it the action is not there. */
  scope?: string;
}
