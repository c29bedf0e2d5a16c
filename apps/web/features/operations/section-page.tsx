"use client";

import type { ReactNode } from "react";

import { ListSkeleton } from "../../components/ui/list-skeleton.tsx";
import { Notice } from "../../components/ui/notice.tsx";
import { t } from "../../lib/messages/translate.ts";
import { useSession } from "../identity/use-session.ts";
import { SECTIONS, type SectionName } from "./sections.ts";

interface SectionPageProps {
  section: SectionName;
  lead: string;
  /** Beside the title: a button. */
  aside?: ReactNode;
  children: ReactNode;
}

/** One page of the operations area, for those who may see it. */
export function SectionPage({ section, lead, aside, children }: SectionPageProps) {
  const { me, can } = useSession();
  const { name, scope } = SECTIONS[section];
  if (me !== undefined && !can(scope)) return <Notice title={t(name)}>{t("ops.forbidden")}</Notice>;
  return (
    <div className="mx-auto w-full max-w-6xl px-4 pt-6 pb-12 sm:px-6">
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div className="min-w-0 max-w-2xl">
          <h1 className="text-display font-semibold tracking-tight">{t(name)}</h1>
          <p className="mt-0.5 text-pretty text-ink-soft">{lead}</p>
        </div>
        {me === undefined ? null : aside}
      </div>
      {me === undefined ? (
        <div className="mt-7">
          <ListSkeleton />
        </div>
      ) : (
        // Of its own, so that nothing moves where a button comes between the title and it.
        <div key="content" className="in-turn mt-7 grid grid-cols-[minmax(0,1fr)] gap-9">
          {children}
        </div>
      )}
    </div>
  );
}
