"use client";

import { useState } from "react";

import { Skeleton } from "../../components/ui/skeleton.tsx";
import { lazyComponent } from "../../lib/lazy-component.tsx";
import { t } from "../../lib/messages/translate.ts";
import { AVATAR_STYLE, initials } from "./avatar.ts";
import { useSession } from "./use-session.ts";

// Menus and what positions them are a tenth of all scripts: they come with the first press.
const AccountDropdown = lazyComponent(
  async () => (await import("./account-dropdown.tsx")).AccountDropdown,
  () => <span className={AVATAR_STYLE} />,
);

/** Who is signed in, the theme, and the way out. */
export function AccountMenu() {
  const { me } = useSession();
  const [isWanted, setIsWanted] = useState(false);
  if (me === undefined) return <Skeleton className="size-8 rounded-full!" />;
  if (isWanted) return <AccountDropdown me={me} />;
  return (
    <button
      type="button"
      aria-haspopup="menu"
      aria-expanded={false}
      aria-label={t("account.menu", { name: me.name })}
      onClick={() => setIsWanted(true)}
      className={AVATAR_STYLE}
    >
      {initials(me)}
    </button>
  );
}
