"use client";

import { clsx } from "clsx";

import { Skeleton } from "../../components/ui/skeleton.tsx";
import { t } from "../../lib/messages/translate.ts";
import { PHONE, useMediaQuery } from "../../lib/use-media-query.ts";
import type { ResultColumn } from "./result-columns.tsx";
import { useColumns } from "./use-columns.ts";

const LINES = 14;

/** Nobody sees what stands beyond the window breathe, and the browser would lay it out each frame. */
export const STILL_BEYOND = "[&_[data-loading]]:animate-none";

/** What stands in the place of results that are on their way. */
export function ResultSkeleton() {
  const isPhone = useMediaQuery(PHONE);
  const { shown: columns } = useColumns();
  return (
    <div aria-busy>
      <output className="sr-only">{t("app.loading")}</output>
      {isPhone ? null : <div className="h-9 border-b border-line" />}
      {Array.from({ length: LINES }, (_, index) =>
        isPhone ? (
          <SkeletonCard key={index} index={index} />
        ) : (
          <div key={index} className="flex h-10 items-center gap-4 border-b border-line px-4">
            <div className="w-4 shrink-0" />
            <TitleSkeleton index={index} />
            {columns.map((column) => (
              <div key={column.id} className={clsx("shrink-0", column.className)}>
                <Skeleton className="ml-auto h-3.5 w-2/3" />
              </div>
            ))}
            <div className="w-8 shrink-0" />
          </div>
        ),
      )}
    </div>
  );
}

/** What stands in the place of covers that are on their way. */
export function CoverSkeleton() {
  return (
    <div
      aria-busy
      className="mx-2 mt-1 grid grid-cols-[repeat(auto-fill,minmax(min(186px,50%),1fr))] overflow-hidden"
    >
      <output className="sr-only">{t("app.loading")}</output>
      {Array.from({ length: LINES }, (_, index) => (
        <div key={index} className="h-76 p-2">
          <Skeleton className="h-50 w-full rounded-lg" />
          <Skeleton className="mt-3 h-3 w-4/5" />
          <Skeleton className="mt-2 h-3 w-1/2" />
        </div>
      ))}
    </div>
  );
}

/** The cells of a row that is on its way. */
export function SkeletonRow({
  index,
  columns,
}: {
  index: number;
  columns: readonly ResultColumn[];
}) {
  return (
    <>
      <td aria-hidden className="w-4 shrink-0" />
      <td className="flex flex-1">
        <TitleSkeleton index={index} />
      </td>
      {columns.map((column) => (
        <td key={column.id} className={clsx("shrink-0", column.className)}>
          <Skeleton className="ml-auto h-3.5 w-2/3" />
        </td>
      ))}
      <td aria-hidden className="w-8 shrink-0" />
    </>
  );
}

/** A card that is on its way. */
export function SkeletonCard({ index }: { index: number }) {
  return (
    <div className="grid h-19 content-center gap-3 border-b border-line px-4">
      <TitleSkeleton index={index} />
      <Skeleton className="ml-7 h-3 w-44" />
    </div>
  );
}

function TitleSkeleton({ index }: { index: number }) {
  return (
    <div className="flex min-w-0 flex-1 items-center gap-3">
      <Skeleton className="size-4 shrink-0" />
      <div style={{ width: `${40 + ((index * 17) % 45)}%` }}>
        <Skeleton />
      </div>
    </div>
  );
}
