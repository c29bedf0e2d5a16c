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

/** One page of the operations area. */
export interface Section {
  href: `/operations${string}`;
  name: PlainMessageKey;
  icon: LucideIcon;
  /** Who may see it. */
  scope: "admin" | "edit";
}

/** The pages of the operations area. */
export const SECTIONS = {
  overview: { href: "/operations", name: "ops.overview", icon: Activity, scope: "admin" },
  jobs: { href: "/operations/jobs", name: "ops.jobs", icon: Workflow, scope: "admin" },
  sources: { href: "/operations/sources", name: "ops.sources", icon: RadioTower, scope: "admin" },
  runs: { href: "/operations/runs", name: "ops.runs", icon: ListChecks, scope: "edit" },
  rules: { href: "/operations/rules", name: "ops.rules", icon: Tags, scope: "admin" },
  blocklist: { href: "/operations/blocklist", name: "ops.blocklist", icon: Ban, scope: "edit" },
  upkeep: { href: "/operations/upkeep", name: "ops.upkeep", icon: HardDrive, scope: "admin" },
  backups: { href: "/operations/backups", name: "ops.backups", icon: Archive, scope: "admin" },
  people: { href: "/operations/people", name: "ops.people", icon: Users, scope: "admin" },
  logs: { href: "/operations/logs", name: "ops.logs", icon: Logs, scope: "admin" },
  system: { href: "/operations/system", name: "ops.system", icon: Server, scope: "admin" },
  settings: {
    href: "/operations/settings",
    name: "ops.settings",
    icon: SlidersHorizontal,
    scope: "admin",
  },
  audit: { href: "/operations/audit", name: "ops.audit", icon: ScrollText, scope: "admin" },
} as const satisfies Record<string, Section>;

/** Name of a page. */
export type SectionName = keyof typeof SECTIONS;
