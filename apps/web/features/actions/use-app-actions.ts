import { Command, Keyboard, LogOut, Monitor, Moon, Sun } from "lucide-react";
import { useRouter } from "next/navigation";
import { useMemo } from "react";

import { NAVIGATION } from "../../components/shell/navigation.ts";
import { t } from "../../lib/messages/translate.ts";
import { useTheme, type Theme } from "../../lib/theme.ts";
import { isGuestPage } from "../identity/guest-pages.ts";
import { useSession } from "../identity/use-session.ts";
import { useSignOut } from "../identity/use-sign-out.ts";
import type { Action, ActionWindow } from "./action.ts";

/** What can be done from every page. */
export function useAppActions(open: (window: ActionWindow) => void): readonly Action[] {
  const router = useRouter();
  const { me, can } = useSession();
  const isGuest = me?.kind === "guest";
  const [theme, setTheme] = useTheme();
  const { mutate: signOut } = useSignOut();
  return useMemo(() => {
    const go = NAVIGATION.map((entry): Action => ({
      id: `go-${entry.href}`,
      name: t(entry.name),
      group: "go",
      icon: entry.icon,
      shortcuts: [entry.shortcut],
      visible: () =>
        (entry.scope === undefined || can(entry.scope)) && (!isGuest || isGuestPage(entry.href)),
      perform: () => router.push(entry.href),
    }));
    return [
      ...go,
      ...windowActions(open),
      ...themeActions(theme, setTheme),
      ...(isGuest ? [] : [signOutAction(signOut)]),
    ];
  }, [router, can, isGuest, theme, setTheme, signOut, open]);
}

function windowActions(open: (window: ActionWindow) => void): Action[] {
  return [
    {
      id: "palette",
      name: t("actions.title"),
      group: "app",
      icon: Command,
      shortcuts: ["mod+k"],
      perform: () => open("palette"),
    },
    {
      id: "shortcuts",
      name: t("actions.shortcuts"),
      group: "app",
      icon: Keyboard,
      shortcuts: ["?"],
      perform: () => open("shortcuts"),
    },
  ];
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
