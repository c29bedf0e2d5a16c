import { Bell, BookOpen, Braces, UserRound } from "lucide-react";
import { useRouter } from "next/navigation";

import { serverPath } from "../../lib/base-path.ts";
import { t } from "../../lib/messages/translate.ts";
import { useSession } from "../identity/use-session.ts";
import { SECTIONS, type Section } from "../operations/sections.ts";
import type { Action } from "./action.ts";

/** Places beyond the main ones; only the palette names them. */
export function usePalettePlaces(): { operations: Action[]; others: Action[] } {
  const router = useRouter();
  const { me, can } = useSession();
  const place = (href: string, name: string, icon: Action["icon"]): Action => ({
    id: `place-${href}`,
    name,
    group: "go",
    icon,
    perform: () => router.push(href),
  });
  const sections: readonly Section[] = Object.values(SECTIONS);
  const operations = sections
    .filter(({ scope }) => can(scope))
    .map(({ href, name, icon }) => place(href, t(name), icon));
  const others = [
    ...(me === undefined || me.kind === "guest"
      ? []
      : [
          place("/notifications", t("inbox.title"), Bell),
          place("/account", t("account.title"), UserRound),
        ]),
    place("/docs", t("guide.open"), BookOpen),
    {
      ...place("/api/reference", t("connect.reference"), Braces),
      perform: () => window.location.assign(serverPath("/api/reference")),
    },
  ];
  return { operations, others };
}
