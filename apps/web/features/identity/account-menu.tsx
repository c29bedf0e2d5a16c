"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { useState } from "react";

import { buttonStyle } from "../../components/ui/button.tsx";
import { Skeleton } from "../../components/ui/skeleton.tsx";
import { lazyComponent } from "../../lib/lazy-component.tsx";
import { t } from "../../lib/messages/translate.ts";
import { AVATAR_STYLE, initials } from "./avatar.ts";
import { signInPath } from "./sign-in-path.ts";
import { useSession } from "./use-session.ts";

// Menus and what positions them are a tenth of all scripts: they come with the first press.
const AccountDropdown = lazyComponent(
  async () => (await import("./account-dropdown.tsx")).AccountDropdown,
  () => <span className={AVATAR_STYLE} />,
);

/** Who is signed in, the theme, and the way out; for guests the way in. */
export function AccountMenu() {
  const { me } = useSession();
  const [isWanted, setIsWanted] = useState(false);
  if (me === undefined) return <Skeleton className="size-8 rounded-full!" />;
  if (me.kind === "guest") return <SignInLink />;
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

function SignInLink() {
  const path = usePathname();
  return (
    <Link href={signInPath(path)} className={buttonStyle({ size: "small" })}>
      {t("signIn.title")}
    </Link>
  );
}
