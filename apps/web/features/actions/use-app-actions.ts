import { Command, Keyboard } from "lucide-react";
import { useRouter } from "next/navigation";
import { useMemo } from "react";

import { NAVIGATION } from "../../components/shell/navigation.ts";
import { t } from "../../lib/messages/translate.ts";
import { isGuestPage } from "../identity/guest-pages.ts";
import { useSession } from "../identity/use-session.ts";
import type { Action, ActionWindow } from "./action.ts";

/** What can be done from every page, with a key of its own. */
export function useAppActions(open: (window: ActionWindow) => void): readonly Action[] {
  const router = useRouter();
  const { me, can } = useSession();
  const isGuest = me?.kind === "guest";
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
    return [...go, ...windowActions(open)];
  }, [router, can, isGuest, open]);
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
