import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { useEffect, useMemo, useRef, type RefObject } from "react";

import { Button } from "../../components/ui/button.tsx";
import { Failure } from "../../components/ui/failure.tsx";
import { t } from "../../lib/messages/translate.ts";
import { orpc } from "../../lib/orpc.ts";
import { mergeTitles, type TitleGroup } from "./merge-titles.ts";
import { ResultSkeleton } from "./result-skeleton.tsx";
import { toSearchInput, type SearchState } from "./search-state.ts";
import { TitleEntry } from "./title-entry.tsx";
import { useCopyMagnet } from "./use-copy-magnet.ts";
import { usePrefetchTorrent } from "./use-prefetch-torrent.ts";
import { useResultFocus } from "./use-result-focus.ts";
import type { Selection } from "./use-selection.ts";

interface TitleListProps {
  state: SearchState;
  selection: Selection;
  /** Height of what stays over the list. */
  top: number;
  focusRef: RefObject<(index: number) => void>;
}

/** The results gathered by work, with the best release of each quality. */
export function TitleList({ state, selection, top, focusRef }: TitleListProps) {
  const onCopy = useCopyMagnet();
  const onIntent = usePrefetchTorrent();
  const input = useMemo(() => toSearchInput(state), [state]);
  const { data, error, refetch, hasNextPage, isFetching, fetchNextPage } = useInfiniteQuery(
    orpc.search.titles.infiniteOptions({
      input: (offset: number) => ({ ...input, offset }),
      initialPageParam: 0,
      getNextPageParam: ({ nextOffset }) => nextOffset,
      placeholderData: keepPreviousData,
    }),
  );
  const groups = useMemo(() => placeTitles(mergeTitles(data?.pages ?? [])), [data]);
  const hits = useMemo(
    () =>
      new Map(
        groups.flatMap(({ group, start }) =>
          group.qualities.map(({ best }, index) => [start + index, best] as const),
        ),
      ),
    [groups],
  );
  const focusResult = useResultFocus({
    hits,
    count: hits.size,
    scrollTo: scrollToResult,
    onCopy,
    onSelect: (index) => {
      const hit = hits.get(index);
      if (hit !== undefined) selection.toggleHit(hit);
    },
    coveredHeight: top,
  });
  useEffect(() => {
    focusRef.current = focusResult;
  }, [focusRef, focusResult]);
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
        {groups.map(({ group, start }) => (
          <TitleEntry key={group.key} {...{ group, start, selection, onCopy, onIntent }} />
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

/** Works with the position of their first release among all that are shown. */
function placeTitles(groups: readonly TitleGroup[]): { group: TitleGroup; start: number }[] {
  let start = 0;
  return groups.map((group) => {
    const placed = { group, start };
    start += group.qualities.length;
    return placed;
  });
}

function scrollToResult(index: number): void {
  document.querySelector(`[data-index="${index}"]`)?.scrollIntoView({ block: "nearest" });
}
