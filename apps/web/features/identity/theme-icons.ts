import { Monitor, Moon, Sun, type LucideIcon } from "lucide-react";

import type { Theme } from "../../lib/theme.ts";

/** Pictures of the themes. */
export const THEME_ICONS = { system: Monitor, light: Sun, dark: Moon } as const satisfies Record<
  Theme,
  LucideIcon
>;
