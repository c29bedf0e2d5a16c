import { useDeferredValue, useEffect, useRef, type RefObject } from "react";

import { usePainted } from "../../lib/use-painted.ts";
import { useDrawnLines } from "./use-drawn-lines.ts";
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
  isInSight: boolean;
}

/** Who scrolls on is shown results on the way; fewer requests than rows fly by. */
const SCROLL_PAUSE = 80;
/** Who has not scrolled types on, as a rule. */
const TOP_PAUSE = 500;

/** Which results to draw; those around them are loaded. */
export function useVirtualResults<List extends HTMLElement>(options: VirtualResultsOptions) {
  const { results, rowHeight, lanes = 1, coveredHeight, focusRef, onCopy, onSelect } = options;
  const { hits, count, showRange } = results;
  const { listRef, height, first, lines, measure, scrollTo } = useDrawnLines<List>({
    count: Math.ceil(count / lanes),
    lineHeight: rowHeight,
    coveredHeight,
    startsAtTop: results.isNew,
    contents: hits,
  });
  // What is out of sight follows when what is in sight is seen.
  const laterHits = useDeferredValue(usePainted(hits));
  const focusResult = useResultFocus({
    hits,
    count,
    scrollTo: (index) => scrollTo(Math.floor(index / lanes)),
    onCopy,
    onSelect,
    coveredHeight,
  });
  useEffect(() => {
    focusRef.current = focusResult;
  }, [focusRef, focusResult]);

  const rows = lines.flatMap(({ line, top, isInSight }) =>
    Array.from({ length: Math.min(lanes, count - line * lanes) }, (_, lane): VirtualResult => {
      const index = line * lanes + lane;
      const hit = (isInSight ? hits : laterHits).get(index);
      return { key: String(index), index, top, lane, hit, isInSight };
    }),
  );
  const start = rows[0]?.index ?? 0;
  const end = rows.at(-1)?.index ?? 0;
  const isWaiting = lines.some(({ line, isInSight }) => isInSight && !hits.has(line * lanes));
  const pause = first === 0 && !isWaiting ? TOP_PAUSE : SCROLL_PAUSE;
  useRange(showRange, { start, end, pause });
  return {
    listRef,
    height,
    measure,
    /** Position of the first result that is in sight. */
    position: first * lanes,
    rows,
  };
}

interface Range {
  start: number;
  end: number;
  /** Milliseconds from the first range that was not told until the latest one is. */
  pause: number;
}

/** Tells which results are looked at, however often that changes meanwhile. */
function useRange(tell: (start: number, end: number) => void, { start, end, pause }: Range): void {
  const waiting = useRef<{ tell: typeof tell; since: number }>(undefined);
  useEffect(() => {
    if (waiting.current?.tell !== tell) waiting.current = { tell, since: performance.now() };
    const timer = setTimeout(
      () => {
        waiting.current = undefined;
        tell(start, end);
      },
      waiting.current.since + pause - performance.now(),
    );
    return () => clearTimeout(timer);
  }, [tell, start, end, pause]);
}
