import { Gauge, House, KeyRound, Plus, Search, type LucideIcon } from "lucide-react";

import type { PlainMessageKey } from "../../lib/messages/translate.ts";

interface NavigationEntry {
  href: string;
  name: PlainMessageKey;
  /** For the tab bar of a phone. */
  shortName: PlainMessageKey;
  icon: LucideIcon;
  shortcut: string;
  /** Shown only to those who hold it. */
  scope?: string;
}

/** The main places, for the bars and the command palette. */
export const NAVIGATION: readonly NavigationEntry[] = [
  { href: "/home", name: "nav.home", shortName: "nav.home", icon: House, shortcut: "g h" },
  { href: "/", name: "nav.search", shortName: "nav.search", icon: Search, shortcut: "g s" },
  {
    href: "/add",
    name: "nav.add",
    shortName: "nav.add",
    icon: Plus,
    shortcut: "g a",
    scope: "ingest",
  },
  { href: "/keys", name: "nav.keys", shortName: "nav.keysShort", icon: KeyRound, shortcut: "g k" },
  {
    href: "/operations",
    name: "nav.operations",
    shortName: "nav.operations",
    icon: Gauge,
    shortcut: "g o",
    scope: "edit",
  },
];
