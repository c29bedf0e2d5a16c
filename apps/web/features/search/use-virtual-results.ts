import { useWindowVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useLayoutEffect, useRef, useState, type RefObject } from "react";

import { useResultFocus } from "./use-result-focus.ts";
import type { Hit, useSearchResults } from "./use-search-results.ts";

interface VirtualResultsOptions {
  results: ReturnType<typeof useSearchResults>;
  /** Height of a result, or a guess where each has its own. */
  rowHeight: number;
  /** Height of what stays over the list while the page scrolls. */
  coveredHeight: number;
  /** Gets the function that moves the focus to a result. */
  focusRef: RefObject<(index: number) => void>;
  onCopy: (hit: Hit) => void;
  onSelect: (index: number, isRange: boolean) => void;
}

/** One place in the list that is near the window; without a hit it is still on its way. */
export interface VirtualResult {
  key: React.Key;
  index: number;
  /** Distance from the top of the list. */
  top: number;
  hit: Hit | undefined;
}

/** Results before the end at which the next page is asked for. */
const AHEAD = 25;
/** Skeletons drawn while it comes. */
const PLACEHOLDERS = 6;

/** Which results to draw, and the next page when the window comes near the end. */
export function useVirtualResults<List extends HTMLElement>(options: VirtualResultsOptions) {
  const { results, rowHeight, coveredHeight, focusRef, onCopy, onSelect } = options;
  const { hits, hasNextPage } = results;
  const listRef = useRef<List>(null);
  const offset = useOffsetTop(listRef);
  // oxlint-disable-next-line react/incompatible-library -- this app is not compiled for memoisation
  const virtualizer = useWindowVirtualizer({
    count: hits.length + (hasNextPage ? PLACEHOLDERS : 0),
    estimateSize: () => rowHeight,
    getItemKey: (index) => hits[index]?.infoHash ?? index,
    overscan: 12,
    scrollMargin: offset,
    scrollPaddingStart: coveredHeight,
    scrollPaddingEnd: 64,
  });
  const focusResult = useResultFocus({
    hits,
    scrollTo: (index) => virtualizer.scrollToIndex(index, { align: "auto" }),
    onCopy,
    onSelect,
    coveredHeight,
  });
  useEffect(() => {
    focusRef.current = focusResult;
  }, [focusRef, focusResult]);

  const items = virtualizer.getVirtualItems();
  useNextPage(results, items.at(-1)?.index ?? 0);
  return {
    listRef,
    height: virtualizer.getTotalSize(),
    measure: virtualizer.measureElement,
    rows: items.map(({ key, index, start }): VirtualResult => ({
      key: String(key),
      index,
      top: start - offset,
      hit: hits[index],
    })),
  };
}

function useNextPage(results: VirtualResultsOptions["results"], lastDrawn: number): void {
  const { hits, hasNextPage, isFetching, isFetchNextPageError, fetchNextPage } = results;
  const isNear = hasNextPage && lastDrawn >= hits.length - AHEAD;
  useEffect(() => {
    if (isNear && !isFetching && !isFetchNextPageError) void fetchNextPage();
  }, [isNear, isFetching, isFetchNextPageError, fetchNextPage]);
}

/** Distance of an element from the top of the document, kept right while the layout changes. */
function useOffsetTop(element: RefObject<HTMLElement | null>): number {
  const [offset, setOffset] = useState(0);
  useLayoutEffect(() => {
    const observer = new ResizeObserver(() => {
      const top = element.current?.getBoundingClientRect().top;
      if (top !== undefined) setOffset(Math.round(top + window.scrollY));
    });
    observer.observe(document.body);
    return () => observer.disconnect();
  }, [element]);
  return offset;
}
