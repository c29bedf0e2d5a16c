import type { PlainMessageKey } from "../../lib/messages/translate.ts";
import type { ActionGroup } from "./action.ts";

/** Headings of the groups. */
export const GROUP_NAMES = {
  page: "actions.groupPage",
  go: "actions.groupGo",
  app: "actions.groupApp",
} as const satisfies Record<ActionGroup, PlainMessageKey>;
