"use client";

import { clsx } from "clsx";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { useEffect, useRef, type ReactNode } from "react";

import { t } from "../../lib/messages/translate.ts";
import { useSession } from "../identity/use-session.ts";
import { SECTION_GROUPS, SECTIONS, type Section } from "./sections.ts";

/** The list of pages beside the one that is open; above it where there is little room. */
export function OperationsFrame({ children }: { children: ReactNode }) {
  const path = usePathname();
  const { me, can } = useSession();
  const sections: readonly Section[] = Object.values(SECTIONS);
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => {
    // On a phone the open one may be out of sight.
    const current = list.current?.querySelector(`[href$="${path}"]`);
    current?.scrollIntoView({ inline: "center", block: "nearest" });
  }, [path]);
  const groups = SECTION_GROUPS.map((name) => ({
    name,
    sections: sections.filter(
      ({ group, scope }) => group === name && (me === undefined || can(scope)),
    ),
  })).filter((group) => group.sections.length > 0);
  return (
    <div className="md:grid md:min-h-[calc(100dvh-var(--bar-height))] md:grid-cols-[13rem_minmax(0,1fr)]">
      <nav
        aria-label={t("nav.operations")}
        className="border-line bg-shoal max-md:sticky max-md:top-(--bar-height) max-md:z-20 max-md:border-b md:border-r"
      >
        <div className="max-md:edge-fade max-md:overflow-x-auto max-md:[scrollbar-width:none] md:contents">
          <ul
            ref={list}
            className="flex md:sticky md:top-(--bar-height) md:grid md:gap-4 md:px-2 md:py-4"
          >
            {groups.map((group) => (
              <li key={group.name} className="max-md:contents">
                <p aria-hidden className="px-3 pb-1 text-caption text-ink-faint max-md:hidden">
                  {t(`ops.group.${group.name}`)}
                </p>
                <ul
                  aria-label={t(`ops.group.${group.name}`)}
                  className="flex shrink-0 md:grid md:gap-0.5"
                >
                  {group.sections.map((section) => (
                    <SectionLink
                      key={section.href}
                      section={section}
                      isCurrent={section.href === path}
                    />
                  ))}
                </ul>
              </li>
            ))}
          </ul>
        </div>
      </nav>
      <div className="min-w-0">{children}</div>
    </div>
  );
}

function SectionLink({ section, isCurrent }: { section: Section; isCurrent: boolean }) {
  const { href, name, icon: Icon } = section;
  return (
    <li className="shrink-0">
      <Link
        href={href}
        aria-current={isCurrent ? "page" : undefined}
        className={clsx(
          "flex h-9 items-center gap-2.5 px-3 font-medium whitespace-nowrap text-ink-soft transition-colors hover:text-ink focus-visible:-outline-offset-2 aria-[current=page]:text-accent",
          "max-md:h-11 max-md:border-b-2 max-md:border-transparent max-md:aria-[current=page]:border-accent",
          "md:rounded-md md:hover:bg-shoal-hover md:aria-[current=page]:bg-accent-wash",
        )}
      >
        <Icon aria-hidden size={16} className="shrink-0 max-md:hidden" />
        {t(name)}
      </Link>
    </li>
  );
}
