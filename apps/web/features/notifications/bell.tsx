import { useQuery } from "@tanstack/react-query";
import { Bell as BellIcon } from "lucide-react";
import Link from "next/link";

import { usePrefetch } from "../../components/shell/use-prefetch.ts";
import { buttonStyle } from "../../components/ui/button.tsx";
import { t } from "../../lib/messages/translate.ts";
import { orpc } from "../../lib/orpc.ts";
import { useIdle } from "../../lib/use-idle.ts";
import { useSession } from "../identity/use-session.ts";

/** The way to the inbox, with how much is unread; part of every page, so it stays small. */
export function Bell() {
  const { me } = useSession();
  const isPerson = me?.kind === "user";
  const isIdle = useIdle();
  const prefetch = usePrefetch();
  const { data } = useQuery(
    orpc.notifications.unread.queryOptions({ enabled: isPerson && isIdle }),
  );
  const count = data?.count ?? 0;
  // What stands beside it is not to move when the server says who is here.
  if (me === undefined) return <span className="size-9" />;
  return isPerson ? (
    <Link
      href="/notifications"
      prefetch={prefetch}
      aria-label={t("inbox.bell", { count })}
      className={buttonStyle({ look: "quiet", size: "icon", className: "relative" })}
    >
      <BellIcon aria-hidden size={18} />
      {count > 0 ? <span className="bell-count figures">{count > 99 ? "99+" : count}</span> : null}
    </Link>
  ) : null;
}
