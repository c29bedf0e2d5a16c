import { usePathname, useSearchParams } from "next/navigation";
import { useCallback, useMemo, useRef } from "react";

import { basePath } from "../../lib/base-path.ts";
import { parseSearchState, writeSearchState, type SearchState } from "./search-state.ts";
import { rememberOrder, useOrder } from "./use-order.ts";

/** Words typed within this time are one step of the browser's history. */
const TYPING_PAUSE = 1500;

/** The search in the address and the functions that change it. */
export function useSearchState() {
  const params = useSearchParams();
  const path = usePathname();
  const typedAt = useRef(-Infinity);
  const wanted = useMemo(() => parseSearchState(new URLSearchParams(params)), [params]);
  const hasWords = wanted.q.trim() !== "";
  const remembered = useOrder(hasWords);
  const isOrdered = wanted.sort !== undefined || wanted.order !== undefined;
  const state = useMemo(
    () => (isOrdered ? wanted : { ...wanted, ...remembered }),
    [wanted, isOrdered, remembered],
  );

  const update = useCallback(
    (change: Partial<SearchState>) => {
      typedAt.current = -Infinity;
      if (change.sort !== undefined) rememberOrder(hasWords, change.sort, change.order);
      go("push", path, change);
    },
    [path, hasWords],
  );

  const type = useCallback(
    (q: string) => {
      const now = performance.now();
      go(now - typedAt.current < TYPING_PAUSE ? "replace" : "push", path, { q });
      typedAt.current = now;
    },
    [path],
  );

  return { state, update, type };
}

/** Changes what the address holds at this moment, which may be ahead of what is on the screen. */
function go(manner: "push" | "replace", path: string, change: Partial<SearchState>): void {
  const current = parseSearchState(new URLSearchParams(window.location.search));
  const address = basePath + path + writeSearchState({ ...current, ...change });
  if (manner === "push") window.history.pushState(null, "", address);
  else window.history.replaceState(null, "", address);
}
