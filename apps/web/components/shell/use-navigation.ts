import { usePathname } from "next/navigation";

import { isGuestPage } from "../../features/identity/guest-pages.ts";
import { useSession } from "../../features/identity/use-session.ts";
import { NAVIGATION } from "./navigation.ts";

/** The main places this person may go to, with the one they are at. */
export function useNavigation() {
  const path = usePathname();
  const { me, can } = useSession();
  return NAVIGATION.filter(
    // Until the server has answered all are there, so that the bar does not jump.
    ({ href, scope }) =>
      me === undefined ||
      ((scope === undefined || can(scope)) && (me.kind !== "guest" || isGuestPage(href))),
  ).map((entry) => ({
    ...entry,
    isCurrent: path === entry.href || (entry.href !== "/" && path.startsWith(`${entry.href}/`)),
  }));
}
