import { LogOut, Monitor, Moon, Sun } from "lucide-react";
import { useMemo } from "react";

import { t } from "../../lib/messages/translate.ts";
import { useTheme, type Theme } from "../../lib/theme.ts";
import { useSession } from "../identity/use-session.ts";
import { useSignOut } from "../identity/use-sign-out.ts";
import type { Action } from "./action.ts";

/** What can be done from every page but has no key: only the palette needs it. */
export function usePaletteActions(): readonly Action[] {
  const { me } = useSession();
  const isGuest = me?.kind === "guest";
  const [theme, setTheme] = useTheme();
  const { mutate: signOut } = useSignOut();
  return useMemo(
    () => [...themeActions(theme, setTheme), ...(isGuest ? [] : [signOutAction(signOut)])],
    [isGuest, theme, setTheme, signOut],
  );
}

function themeActions(current: Theme, setTheme: (theme: Theme) => void): Action[] {
  const choices = [
    { theme: "system", name: t("actions.themeSystem"), icon: Monitor },
    { theme: "light", name: t("actions.themeLight"), icon: Sun },
    { theme: "dark", name: t("actions.themeDark"), icon: Moon },
  ] as const;
  return choices.map(({ theme, name, icon }) => ({
    id: `theme-${theme}`,
    name,
    group: "app",
    icon,
    visible: () => theme !== current,
    perform: () => setTheme(theme),
  }));
}

function signOutAction(signOut: () => void): Action {
  return {
    id: "sign-out",
    name: t("account.signOut"),
    group: "app",
    icon: LogOut,
    perform: signOut,
  };
}
