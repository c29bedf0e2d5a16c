import { useWindowVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useLayoutEffect, useRef, useState, type RefObject } from "react";

import { useResultFocus } from "./use-result-focus.ts";
import type { Hit, Results } from "./use-search-results.ts";

interface VirtualResultsOptions {
  results: Results;
  /** Height of a result, or a guess where each has its own. */
  rowHeight: number;
  /** How many stand beside each other; one unless told. */
  lanes?: number;
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
  /** Which of the results beside each other, from zero. */
  lane: number;
  hit: Hit | undefined;
}

const SCROLL_PAUSE = 80;

/** Which results to draw; those around them are loaded. */
export function useVirtualResults<List extends HTMLElement>(options: VirtualResultsOptions) {
  const { results, rowHeight, lanes = 1, coveredHeight, focusRef, onCopy, onSelect } = options;
  const { hits, count, showRange } = results;
  const listRef = useRef<List>(null);
  const offset = useOffsetTop(listRef);
  // oxlint-disable-next-line react/incompatible-library -- this app is not compiled for memoisation
  const virtualizer = useWindowVirtualizer({
    count,
    lanes,
    estimateSize: () => rowHeight,
    getItemKey: (index) => index,
    overscan: 12,
    scrollMargin: offset,
    scrollPaddingStart: coveredHeight,
    scrollPaddingEnd: 64,
  });
  const focusResult = useResultFocus({
    hits,
    count,
    scrollTo: (index) => virtualizer.scrollToIndex(index, { align: "auto" }),
    onCopy,
    onSelect,
    coveredHeight,
  });
  useEffect(() => {
    focusRef.current = focusResult;
  }, [focusRef, focusResult]);

  const items = virtualizer.getVirtualItems();
  const start = items[0]?.index ?? 0;
  const end = items.at(-1)?.index ?? 0;
  const isScrolling = virtualizer.isScrolling && end - start > 0;
  useEffect(() => {
    // What only flies by is not asked for.
    const timer = setTimeout(showRange, isScrolling ? SCROLL_PAUSE : 0, start, end);
    return () => clearTimeout(timer);
  }, [showRange, start, end, isScrolling]);
  return {
    listRef,
    height: virtualizer.getTotalSize(),
    measure: virtualizer.measureElement,
    /** Position of the first result that is in sight. */
    position: firstInSight(items, virtualizer.scrollOffset ?? 0, coveredHeight),
    rows: items.map(({ key, index, lane, start: top }): VirtualResult => ({
      key: String(key),
      index,
      lane,
      top: top - offset,
      hit: hits.get(index),
    })),
  };
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

function firstInSight(
  items: readonly { index: number; end: number }[],
  scrollOffset: number,
  coveredHeight: number,
): number {
  return items.find(({ end }) => end > scrollOffset + coveredHeight)?.index ?? 0;
}
