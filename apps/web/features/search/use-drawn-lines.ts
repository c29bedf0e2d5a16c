import {
  useCallback,
  useDeferredValue,
  useEffect,
  useLayoutEffect,
  useReducer,
  useRef,
  useState,
  type RefObject,
} from "react";

import { usePainted } from "../../lib/use-painted.ts";
import { LineHeights } from "./line-heights.ts";

interface DrawnLinesOptions {
  /** How many lines there are. */
  count: number;
  /** Height of a line in pixels, or a guess where each has its own. */
  lineHeight: number;
  /** Height of what stays over the list while the page scrolls. */
  coveredHeight: number;
  /** The list is new and stands right under what covers it; else it is asked where it stands. */
  startsAtTop: boolean;
  /** What the lines show; another object says that they may have other heights. */
  contents: object;
}

/** The lines near the window, and those of them that are in sight. */
interface Span {
  from: number;
  /** Behind the last one. */
  to: number;
  first: number;
  last: number;
}

/** Lines drawn beyond each edge of the window. */
const BEYOND = 12;
/** Kept free under a line that is brought into sight. */
const MARGIN = 64;

/** Which lines of a long list that scrolls with the page are to be drawn, and where. */
export function useDrawnLines<List extends HTMLElement>(options: DrawnLinesOptions) {
  const { count, lineHeight, coveredHeight, contents } = options;
  const listRef = useRef<List>(null);
  const [heights] = useState(() => new LineHeights(lineHeight));
  const [span, setSpan] = useState<Span>(() => ({ from: 0, to: BEYOND, first: 0, last: BEYOND }));
  // What is in sight comes first.
  const beyond = useDeferredValue(usePainted(BEYOND, 0), 0);
  const [, redraw] = useReducer((serial: number) => serial + 1, 0);

  const topRef = useRef(options.startsAtTop ? coveredHeight : undefined);
  const place = useCallback(() => {
    const top = topRef.current;
    if (top === undefined) return;
    const last = heights.lineAt(window.innerHeight - top, count);
    const next = {
      from: Math.max(0, heights.lineAt(-top, count) - beyond),
      to: Math.min(count, last + 1 + beyond),
      first: heights.lineAt(coveredHeight - top, count),
      last,
    };
    setSpan((before) => (isSame(before, next) ? before : next));
  }, [heights, count, coveredHeight, beyond]);
  const look = useCallback(() => {
    topRef.current = listRef.current?.getBoundingClientRect().top;
    place();
  }, [place]);

  useLayoutEffect(() => {
    // Asking where the list stands would lay it out; it moves seldom, and tells so.
    if (topRef.current === undefined) look();
    else place();
  }, [look, place]);
  // Before the browser paints, so that no line is seen over another.
  useLayoutEffect(() => {
    const list = listRef.current;
    if (list !== null && measureLines(list, heights)) redraw();
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- other contents, other heights
  }, [contents, heights]);
  useEffect(() => {
    // Whatever stands above may grow or shrink.
    const observer = new ResizeObserver(look);
    observer.observe(document.body);
    window.addEventListener("scroll", look, { passive: true });
    window.addEventListener("resize", look);
    return () => {
      observer.disconnect();
      window.removeEventListener("scroll", look);
      window.removeEventListener("resize", look);
    };
  }, [look]);

  const handleMeasured = useCallback(
    (line: number, height: number) => {
      const change = heights.measure(line, height);
      const top = listRef.current?.getBoundingClientRect().top;
      if (change === 0 || top === undefined) return;
      // What is read stays where it is.
      if (top + heights.topOf(line) < coveredHeight) window.scrollBy({ top: change });
      redraw();
      look();
    },
    [heights, coveredHeight, look],
  );
  const scrollTo = useCallback(
    (line: number) => scrollIntoSight(listRef, heights, line, coveredHeight),
    [heights, coveredHeight],
  );
  const to = Math.min(count, span.to);
  const from = Math.min(span.from, to);
  return {
    listRef,
    height: heights.topOf(count),
    first: Math.min(span.first, Math.max(0, count - 1)),
    /** Each with its distance from the top of the list. */
    lines: Array.from({ length: to - from }, (_, index) => {
      const line = from + index;
      const isInSight = line >= span.first && line <= span.last;
      return { line, top: heights.topOf(line), isInSight };
    }),
    /** Reference of the element of a line with a height of its own, which tells it in `data-index`. */
    measure: useMeasure(handleMeasured),
    scrollTo,
  };
}

function isSame(a: Span, b: Span): boolean {
  return a.from === b.from && a.to === b.to && a.first === b.first && a.last === b.last;
}

/** Notes the heights of the drawn lines, which few have of their own; true when one has changed. */
function measureLines(list: HTMLElement, heights: LineHeights): boolean {
  const changes = [...list.children].map((element) => {
    if (!(element instanceof HTMLElement)) return 0;
    const { index, height } = element.dataset;
    if (index === undefined || height === undefined) return 0;
    const line = Number(index);
    return height === "own" ? heights.measure(line, element.offsetHeight) : heights.forget(line);
  });
  return changes.some((change) => change !== 0);
}

/** Scrolls no further than it must. */
function scrollIntoSight(
  list: RefObject<HTMLElement | null>,
  heights: LineHeights,
  line: number,
  coveredHeight: number,
): void {
  const listTop = list.current?.getBoundingClientRect().top;
  if (listTop === undefined) return;
  const top = listTop + heights.topOf(line);
  const tooHigh = top - coveredHeight;
  const tooLow = top + heights.heightOf(line) + MARGIN - window.innerHeight;
  if (tooHigh < 0) window.scrollBy({ top: tooHigh });
  else if (tooLow > 0) window.scrollBy({ top: Math.min(tooLow, tooHigh) });
}

/** One observer for all lines; each is measured as soon as it is drawn. */
function useMeasure(onMeasured: (line: number, height: number) => void) {
  const observer = useRef<ResizeObserver>(undefined);
  const latest = useRef(onMeasured);
  useEffect(() => {
    latest.current = onMeasured;
  });
  useEffect(() => () => observer.current?.disconnect(), []);
  return useCallback((element: HTMLElement | null) => {
    if (element === null) return undefined;
    observer.current ??= new ResizeObserver((entries) => {
      for (const { target } of entries) {
        if (!(target instanceof HTMLElement) || !target.isConnected) continue;
        latest.current(Number(target.dataset["index"]), target.offsetHeight);
      }
    });
    const current = observer.current;
    current.observe(element);
    return () => current.unobserve(element);
  }, []);
}
