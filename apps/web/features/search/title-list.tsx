import { useInfiniteQuery } from "@tanstack/react-query";
import { useEffect, useMemo, useRef } from "react";

import { Button } from "../../components/ui/button.tsx";
import { Failure } from "../../components/ui/failure.tsx";
import { t } from "../../lib/messages/translate.ts";
import { orpc } from "../../lib/orpc.ts";
import { mergeTitles } from "./merge-titles.ts";
import { ResultSkeleton } from "./result-skeleton.tsx";
import { toSearchInput, type SearchState } from "./search-state.ts";
import { TitleEntry } from "./title-entry.tsx";
import { useCopyMagnet } from "./use-copy-magnet.ts";
import { usePrefetchTorrent } from "./use-prefetch-torrent.ts";

/** The results gathered by work, with the best release of each quality. */
export function TitleList({ state }: { state: SearchState }) {
  const onCopy = useCopyMagnet();
  const onIntent = usePrefetchTorrent();
  const input = useMemo(() => toSearchInput(state), [state]);
  const { data, error, refetch, hasNextPage, isFetching, fetchNextPage } = useInfiniteQuery(
    orpc.search.titles.infiniteOptions({
      input: (offset: number) => ({ ...input, offset }),
      initialPageParam: 0,
      getNextPageParam: ({ nextOffset }) => nextOffset,
    }),
  );
  const groups = useMemo(() => mergeTitles(data?.pages ?? []), [data]);
  const end = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (end.current === null) return;
    const observer = new IntersectionObserver(
      ([entry]) => {
        if (entry?.isIntersecting === true && hasNextPage && !isFetching) void fetchNextPage();
      },
      { rootMargin: "400px" },
    );
    observer.observe(end.current);
    return () => observer.disconnect();
  }, [hasNextPage, isFetching, fetchNextPage]);

  if (data === undefined) {
    return error === null ? (
      <ResultSkeleton />
    ) : (
      <Failure title={t("search.errorTitle")} error={error} onRetry={() => void refetch()} />
    );
  }
  const covered = data.pages.reduce((sum, page) => sum + page.covered, 0);
  return (
    <>
      <ul aria-label={t("search.results")} className="divide-y divide-line border-t border-line">
        {groups.map((group) => (
          <TitleEntry key={group.key} group={group} onCopy={onCopy} onIntent={onIntent} />
        ))}
      </ul>
      <div
        ref={end}
        className="flex items-center justify-center gap-3 p-6 text-small text-ink-faint"
      >
        <span className="figures">
          {t("titles.covered", { covered, total: data.pages[0]?.total ?? covered })}
        </span>
        {hasNextPage ? (
          <Button size="small" isBusy={isFetching} onClick={() => void fetchNextPage()}>
            {t("titles.more")}
          </Button>
        ) : null}
      </div>
    </>
  );
}
