import type { LucideIcon } from "lucide-react";

/** Something a person can do, for buttons, menus, shortcuts and the command palette alike. */
export interface Action {
  id: string;
  name: string;
  group: ActionGroup;
  icon: LucideIcon;
  /** Each a key ("/"), a chord ("mod+k") or a sequence ("g s"); any of them performs it. */
  shortcuts?: readonly string[];
  /** Makes sense only as a key, not as an entry of the palette. */
  isKeyOnly?: boolean;
  /** Left out where it makes no sense; asked each time it is about to be shown or performed. */
  visible?: () => boolean;
  /** Where a button for it leads, when it is a link that people may open or copy as one. */
  href?: string;
  perform: () => void;
}

/** Headings of the palette, in their order. */
export const ACTION_GROUPS = ["page", "go", "app"] as const;
/** One heading of the palette. */
export type ActionGroup = (typeof ACTION_GROUPS)[number];

/** True when the action may be offered now. */
export function isVisible(action: Action): boolean {
  return action.visible?.() ?? true;
}

/** A window that the actions themselves open. */
export type ActionWindow = "palette" | "shortcuts";
