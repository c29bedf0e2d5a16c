import {
  Activity,
  Archive,
  Ban,
  HardDrive,
  ListChecks,
  Logs,
  RadioTower,
  ScrollText,
  Server,
  SlidersHorizontal,
  Tags,
  Users,
  Workflow,
  type LucideIcon,
} from "lucide-react";

import type { PlainMessageKey } from "../../lib/messages/translate.ts";

/** What the pages of the operations area are for, in the order they stand. */
export const SECTION_GROUPS = ["watch", "index", "keep", "govern"] as const;

/** One page of the operations area. */
export interface Section {
  href: `/operations${string}`;
  name: PlainMessageKey;
  icon: LucideIcon;
  group: (typeof SECTION_GROUPS)[number];
  /** Who may see it. */
  scope: "admin" | "edit";
}

/** The pages of the operations area. */
export const SECTIONS = {
  overview: {
    href: "/operations",
    name: "ops.overview",
    icon: Activity,
    group: "watch",
    scope: "admin",
  },
  jobs: {
    href: "/operations/jobs",
    name: "ops.jobs",
    icon: Workflow,
    group: "watch",
    scope: "admin",
  },
  logs: {
    href: "/operations/logs",
    name: "ops.logs",
    icon: Logs,
    group: "watch",
    scope: "admin",
  },
  system: {
    href: "/operations/system",
    name: "ops.system",
    icon: Server,
    group: "watch",
    scope: "admin",
  },
  sources: {
    href: "/operations/sources",
    name: "ops.sources",
    icon: RadioTower,
    group: "index",
    scope: "admin",
  },
  runs: {
    href: "/operations/runs",
    name: "ops.runs",
    icon: ListChecks,
    group: "index",
    scope: "edit",
  },
  rules: {
    href: "/operations/rules",
    name: "ops.rules",
    icon: Tags,
    group: "index",
    scope: "admin",
  },
  blocklist: {
    href: "/operations/blocklist",
    name: "ops.blocklist",
    icon: Ban,
    group: "index",
    scope: "edit",
  },
  upkeep: {
    href: "/operations/upkeep",
    name: "ops.upkeep",
    icon: HardDrive,
    group: "keep",
    scope: "admin",
  },
  backups: {
    href: "/operations/backups",
    name: "ops.backups",
    icon: Archive,
    group: "keep",
    scope: "admin",
  },
  people: {
    href: "/operations/people",
    name: "ops.people",
    icon: Users,
    group: "govern",
    scope: "admin",
  },
  settings: {
    href: "/operations/settings",
    name: "ops.settings",
    icon: SlidersHorizontal,
    group: "govern",
    scope: "admin",
  },
  audit: {
    href: "/operations/audit",
    name: "ops.audit",
    icon: ScrollText,
    group: "govern",
    scope: "admin",
  },
} as const satisfies Record<string, Section>;

/** Name of a page. */
export type SectionName = keyof typeof SECTIONS;
