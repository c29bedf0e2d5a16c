"use client";

import Link from "next/link";

import { CommandButton } from "../../features/actions/command-button.tsx";
import { AccountMenu } from "../../features/identity/account-menu.tsx";
import { Bell } from "../../features/notifications/bell.tsx";
import { t } from "../../lib/messages/translate.ts";
import { Wordmark } from "../brand/wordmark.tsx";
import { useNavigation } from "./use-navigation.ts";
import { usePrefetch } from "./use-prefetch.ts";

/** The bar over every page: name, main places, commands, account. */
export function TopBar() {
  const entries = useNavigation();
  const prefetch = usePrefetch();
  return (
    <header className="sticky top-0 z-30 flex h-(--bar-height) items-center gap-6 border-b border-line bg-deep px-4">
      <Link href="/" prefetch={prefetch} className="touch -mx-1 rounded-md px-1 py-1">
        <Wordmark />
      </Link>
      <nav aria-label={t("nav.label")} className="flex h-full gap-1 max-sm:hidden">
        {entries.map((entry) => (
          <Link
            key={entry.href}
            href={entry.href}
            prefetch={prefetch}
            aria-current={entry.isCurrent ? "page" : undefined}
            className="flex h-full items-center border-b-2 border-transparent px-2.5 pt-0.5 font-medium text-ink-soft transition-colors hover:text-ink focus-visible:rounded-sm focus-visible:-outline-offset-4 aria-[current=page]:border-accent aria-[current=page]:text-ink"
          >
            {t(entry.name)}
          </Link>
        ))}
      </nav>
      <div className="ml-auto flex items-center gap-1.5">
        <CommandButton />
        <Bell />
        <AccountMenu />
      </div>
    </header>
  );
}
