import { Command, Keyboard, Search } from "lucide-react";
import { useRouter } from "next/navigation";
import { useMemo } from "react";

import { NAVIGATION } from "../../components/shell/navigation.ts";
import { t } from "../../lib/messages/translate.ts";
import { isGuestPage } from "../identity/guest-pages.ts";
import { useSession } from "../identity/use-session.ts";
import type { Action, ActionWindow } from "./action.ts";
import { SEARCH_BOX } from "./search-box-id.ts";

/** For as long the page of the search may take to come. */
const PATIENCE_FRAMES = 300;

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
    const focusSearch: Action = {
      id: "focus-search",
      isKeyOnly: true,
      name: t("torrent.focusSearch"),
      group: "go",
      icon: Search,
      shortcuts: ["/"],
      perform: () => {
        if (findSearchBox() === null) router.push("/");
        focusWhenDrawn(PATIENCE_FRAMES);
      },
    };
    return [focusSearch, ...go, ...windowActions(open)];
  }, [router, can, isGuest, open]);
}

function findSearchBox(): HTMLInputElement | null {
  return document.querySelector<HTMLInputElement>(`#${SEARCH_BOX}`);
}

function focusWhenDrawn(framesLeft: number): void {
  const box = findSearchBox();
  box?.focus();
  box?.select();
  if (box === null && framesLeft > 0) requestAnimationFrame(() => focusWhenDrawn(framesLeft - 1));
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
