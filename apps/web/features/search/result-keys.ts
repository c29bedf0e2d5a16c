import type { ActionKeys } from "../actions/action-keys.ts";

/** Keys in the results of a search. */
export const RESULT_KEYS = {
  next: { name: "torrent.next", shortcuts: ["j", "ArrowDown"] },
  previous: { name: "torrent.previous", shortcuts: ["k", "ArrowUp"] },
  open: { name: "torrent.openSelected", shortcuts: ["o", "Enter"] },
  copy: { name: "torrent.copyMagnet", shortcuts: ["m"] },
  select: { name: "select.toggle", shortcuts: ["x"] },
  selectRange: { name: "select.toggleRange", shortcuts: ["X"] },
  clear: { name: "select.clear", shortcuts: ["Escape"] },
} as const satisfies Record<string, ActionKeys>;
