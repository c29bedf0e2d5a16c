import { clsx } from "clsx";
import { useEffect, useState, type RefObject } from "react";

import { Skeleton } from "../../components/ui/skeleton.tsx";
import { t } from "../../lib/messages/translate.ts";
import { CoverCard } from "./cover-card.tsx";
import { ResultPosition } from "./result-position.tsx";
import type { Sort } from "./search-state.ts";
import { useCopyMagnet } from "./use-copy-magnet.ts";
import { usePendingStyle } from "./use-pending-style.ts";
import { usePrefetchTorrent } from "./use-prefetch-torrent.ts";
import type { Results } from "./use-search-results.ts";
import type { Selection } from "./use-selection.ts";
import { useVirtualResults } from "./use-virtual-results.ts";

interface CoverGridProps {
  results: Results;
  sort: Sort;
  /** Height of what stays over the list. */
  top: number;
  focusRef: RefObject<(index: number) => void>;
  selection: Selection;
}

const CARD_HEIGHT = 304;
const NARROWEST = 186;

/** The results as covers beside each other; only what is near the window is drawn. */
export function CoverGrid({ results, sort, top, focusRef, selection }: CoverGridProps) {
  const onCopy = useCopyMagnet();
  const pendingStyle = usePendingStyle(results);
  const onIntent = usePrefetchTorrent();
  const [lanes, setLanes] = useState(2);
  const { listRef, height, rows, position } = useVirtualResults<HTMLUListElement>({
    results,
    rowHeight: CARD_HEIGHT,
    lanes,
    coveredHeight: top,
    focusRef,
    onCopy,
    onSelect: selection.toggle,
  });
  useEffect(() => {
    const list = listRef.current;
    if (list === null) return;
    const observer = new ResizeObserver(() =>
      setLanes(Math.max(2, Math.floor(list.clientWidth / NARROWEST))),
    );
    observer.observe(list);
    return () => observer.disconnect();
  }, [listRef]);
  const { toggle: onToggle } = selection;
  return (
    <>
      <ul
        ref={listRef}
        aria-label={t("search.results")}
        style={{ height }}
        className={clsx("relative mx-2 mt-1", pendingStyle)}
      >
        {rows.map(({ key, index, lane, top: cardTop, hit }) => (
          <li
            key={key}
            data-index={index}
            style={{
              transform: `translate(${lane * 100}%, ${cardTop}px)`,
              width: `${100 / lanes}%`,
              height: CARD_HEIGHT,
            }}
            className="absolute top-0 left-0 p-2"
          >
            {hit === undefined ? (
              <Skeleton className="h-50 w-full rounded-lg" />
            ) : (
              <CoverCard
                {...{ hit, index, sort, onToggle, onCopy, onIntent }}
                isPicked={selection.has(hit)}
              />
            )}
          </li>
        ))}
      </ul>
      <ResultPosition position={position} count={results.count} />
    </>
  );
}
