"use client";

import Link from "next/link";

import { t } from "../../lib/messages/translate.ts";
import { useNavigation } from "./use-navigation.ts";
import { usePrefetch } from "./use-prefetch.ts";

/** The main places at the lower edge of a phone. */
export function TabBar() {
  const entries = useNavigation();
  const prefetch = usePrefetch();
  return (
    <nav
      aria-label={t("nav.label")}
      className="fixed inset-x-0 bottom-0 z-30 flex h-(--tabs-height) border-t border-line bg-deep pb-[env(safe-area-inset-bottom)] sm:hidden"
    >
      {entries.map((entry) => (
        <Link
          key={entry.href}
          href={entry.href}
          prefetch={prefetch}
          aria-current={entry.isCurrent ? "page" : undefined}
          className="flex flex-1 flex-col items-center justify-center gap-0.5 text-caption font-medium text-ink-faint focus-visible:-outline-offset-2 aria-[current=page]:text-accent"
        >
          <entry.icon aria-hidden size={19} />
          {t(entry.shortName)}
        </Link>
      ))}
    </nav>
  );
}
