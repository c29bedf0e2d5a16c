import type { ActionKeys } from "./action-keys.ts";

/** Keys in the lists of every page but the search. */
export const LIST_KEYS = {
  next: { name: "actions.nextRow", shortcuts: ["j"] },
  previous: { name: "actions.previousRow", shortcuts: ["k"] },
  enter: { name: "actions.enterRow", shortcuts: ["Enter"] },
} as const satisfies Record<string, ActionKeys>;
