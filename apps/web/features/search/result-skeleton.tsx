import { clsx } from "clsx";

import { Skeleton } from "../../components/ui/skeleton.tsx";
import { t } from "../../lib/messages/translate.ts";
import { RESULT_COLUMNS } from "./result-columns.tsx";

const LINES = 14;

/** What stands in the place of results that are on their way. */
export function ResultSkeleton() {
  return (
    <div aria-busy>
      <output className="sr-only">{t("app.loading")}</output>
      <div className="h-9 border-b border-line max-sm:hidden" />
      {Array.from({ length: LINES }, (_, index) => (
        <div key={index}>
          <div className="flex h-10 items-center gap-4 border-b border-line px-4 max-sm:hidden">
            <div className="w-4 shrink-0" />
            <TitleSkeleton index={index} />
            {RESULT_COLUMNS.map((column) => (
              <div key={column.id} className={clsx("shrink-0", column.className)}>
                <Skeleton className="ml-auto h-3.5 w-2/3" />
              </div>
            ))}
            <div className="w-8 shrink-0" />
          </div>
          <div className="sm:hidden">
            <SkeletonCard index={index} />
          </div>
        </div>
      ))}
    </div>
  );
}

/** The cells of a row that is on its way. */
export function SkeletonRow({ index }: { index: number }) {
  return (
    <>
      <td aria-hidden className="w-4 shrink-0" />
      <td className="flex flex-1">
        <TitleSkeleton index={index} />
      </td>
      {RESULT_COLUMNS.map((column) => (
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
