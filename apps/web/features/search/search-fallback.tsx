import { Skeleton } from "../../components/ui/skeleton.tsx";
import { ResultSkeleton } from "./result-skeleton.tsx";

/** The shape of the search before the browser has read the address. */
export function SearchFallback() {
  return (
    <div className="grid lg:grid-cols-[15.5rem_minmax(0,1fr)]">
      <div className="h-[calc(100dvh-var(--bar-height))] border-r border-line bg-shoal max-lg:hidden" />
      <div className="min-w-0">
        <div className="px-4 pt-3 pb-1.5">
          <div className="h-11 rounded-md border border-line-strong bg-surface" />
        </div>
        <div className="flex h-10 items-center px-4 pb-2 max-sm:border-b max-sm:border-line">
          <Skeleton className="h-3.5 w-36 max-sm:w-20" />
        </div>
        <ResultSkeleton />
      </div>
    </div>
  );
}
