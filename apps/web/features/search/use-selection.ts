import { useCallback, useEffect, useMemo, useRef, useState } from "react";

import type { Hit, Results } from "./use-search-results.ts";

/** Results that were picked, to do something with all of them. */
export interface Selection {
  /** By info hash; empty while the whole query is meant. */
  picked: ReadonlyMap<string, Hit>;
  /** All results of the query are meant, loaded or not. */
  isWhole: boolean;
  has: (hit: Hit) => boolean;
  /** Picks or drops one; with `isRange` everything from the one before to it. */
  toggle: (index: number, isRange: boolean) => void;
  /** Picks or drops one that may stand in another list. */
  toggleHit: (hit: Hit) => void;
  pickAll: (hits: Iterable<Hit>) => void;
  pickWhole: () => void;
  clear: () => void;
}

interface Picked {
  /** The query they belong to; they are forgotten with it. */
  query: string;
  hits: ReadonlyMap<string, Hit>;
  isWhole: boolean;
}

const NONE: ReadonlyMap<string, Hit> = new Map();

/** Picking results of one query; another query starts with none. */
export function useSelection(
  query: string,
  { hits, loadRange }: Pick<Results, "hits" | "loadRange">,
): Selection {
  const [stored, setStored] = useState<Picked>({ query, hits: NONE, isWhole: false });
  const anchor = useRef<number>(undefined);
  const isCurrent = stored.query === query;
  const picked = isCurrent ? stored.hits : NONE;
  const isWhole = isCurrent && stored.isWhole;

  const set = useCallback(
    (next: ReadonlyMap<string, Hit>, whole = false) =>
      setStored({ query, hits: next, isWhole: whole }),
    [query],
  );
  // Every row holds these: they stay the same, so that only rows that changed are drawn anew.
  const latest = useRef({ hits, loadRange, picked, set });
  useEffect(() => {
    latest.current = { hits, loadRange, picked, set };
  });
  const toggleHit = useCallback((hit: Hit) => {
    const next = new Map(latest.current.picked);
    if (!next.delete(hit.infoHash)) next.set(hit.infoHash, hit);
    latest.current.set(next);
  }, []);
  const toggle = useCallback(
    (index: number, isRange: boolean) => {
      const hit = latest.current.hits.get(index);
      if (hit === undefined) return;
      const start = anchor.current;
      anchor.current = index;
      if (!isRange || start === undefined) {
        toggleHit(hit);
        return;
      }
      // The ends of a long range are loaded, what lies between them may not be.
      const current = latest.current;
      const withRange = (between: readonly Hit[]) =>
        new Map([
          ...current.picked,
          ...[...between, hit].map((one) => [one.infoHash, one] as const),
        ]);
      void current
        .loadRange(Math.min(start, index), Math.max(start, index))
        .then((between) => current.set(withRange(between)));
    },
    [toggleHit],
  );
  return useMemo(
    () => ({
      picked,
      isWhole,
      has: ({ infoHash }) => isWhole || picked.has(infoHash),
      toggle,
      toggleHit,
      pickAll: (all) => set(new Map([...all].map((hit) => [hit.infoHash, hit]))),
      pickWhole: () => set(NONE, true),
      clear: () => set(NONE),
    }),
    [picked, isWhole, toggle, toggleHit, set],
  );
}
