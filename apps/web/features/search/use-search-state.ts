import { usePathname, useSearchParams } from "next/navigation";
import { startTransition, useCallback, useEffect, useMemo, useRef } from "react";

import { basePath } from "../../lib/base-path.ts";
import { parseSearchState, writeSearchState, type SearchState } from "./search-state.ts";
import { useEcho } from "./use-echo.ts";
import { readOrder, rememberOrder, useOrder } from "./use-order.ts";

/** Words typed within this time are one step of the browser's history. */
const TYPING_PAUSE = 1500;
/** The address follows when the typing rests: changing it costs a browser more than a search. */
const ADDRESS_PAUSE = 300;
const addressPause = () => ADDRESS_PAUSE;

/** The search in the address, words that are on their way there, and functions that change it. */
export function useSearchState() {
  const params = useSearchParams();
  const path = usePathname();
  const typedAt = useRef(-Infinity);
  const inAddress = useMemo(() => parseSearchState(new URLSearchParams(params)), [params]);
  const write = useCallback(
    (q: string) => {
      const now = performance.now();
      go(now - typedAt.current < TYPING_PAUSE ? "replace" : "push", path, { q });
      typedAt.current = now;
    },
    [path],
  );
  const words = useEcho({ value: inAddress.q, pause: addressPause, onText: write });
  const { text: q, change, flush, reset } = words;
  useEffect(() => {
    // Two addresses may follow each other before the first was drawn.
    const handleBack = () => reset(parseSearchState(new URLSearchParams(window.location.search)).q);
    window.addEventListener("popstate", handleBack);
    return () => window.removeEventListener("popstate", handleBack);
  }, [reset]);
  const hasWords = q.trim() !== "";
  const remembered = useOrder(hasWords);
  const isOrdered = inAddress.sort !== undefined || inAddress.order !== undefined;
  const state = useMemo(
    () => ({ ...inAddress, q, ...(isOrdered ? {} : remembered) }),
    [inAddress, q, isOrdered, remembered],
  );
  /** The state with other words, as `type` brings it about. */
  const withWords = (text: string): SearchState => ({
    ...inAddress,
    q: text,
    ...(isOrdered ? {} : readOrder(text.trim() !== "")),
  });

  const update = useCallback(
    (wanted: Partial<SearchState>) => {
      flush();
      typedAt.current = -Infinity;
      if (wanted.sort !== undefined) rememberOrder(hasWords, wanted.sort, wanted.order);
      go("push", path, wanted);
    },
    [path, hasWords, flush],
  );
  // The keys come before what follows from them.
  const type = useCallback((text: string) => startTransition(() => change(text)), [change]);

  return { state, withWords, update, type, flush };
}

/** Changes what the address holds at this moment, which may be ahead of what is on the screen. */
function go(manner: "push" | "replace", path: string, change: Partial<SearchState>): void {
  const current = parseSearchState(new URLSearchParams(window.location.search));
  const address = basePath + path + writeSearchState({ ...current, ...change });
  if (manner === "push") window.history.pushState(null, "", address);
  else window.history.replaceState(null, "", address);
}
