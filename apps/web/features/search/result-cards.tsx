import { clsx } from "clsx";
import type { RefObject } from "react";

import { t } from "../../lib/messages/translate.ts";
import { ResultCard } from "./result-card.tsx";
import { ResultPosition } from "./result-position.tsx";
import { SkeletonCard, STILL_BEYOND } from "./result-skeleton.tsx";
import type { Sort } from "./search-state.ts";
import { useCopyMagnet } from "./use-copy-magnet.ts";
import { usePendingStyle } from "./use-pending-style.ts";
import { usePrefetchTorrent } from "./use-prefetch-torrent.ts";
import type { Results } from "./use-search-results.ts";
import type { Selection } from "./use-selection.ts";
import { useVirtualResults } from "./use-virtual-results.ts";

interface ResultCardsProps {
  results: Results;
  sort: Sort;
  /** Height of what stays over the list. */
  top: number;
  focusRef: RefObject<(index: number) => void>;
  selection: Selection;
}

const CARD_HEIGHT = 76;

/** The results on a phone, each as a card with the facts of the table. */
export function ResultCards(props: ResultCardsProps) {
  const { results, sort, top, focusRef, selection } = props;
  const onCopy = useCopyMagnet();
  const pendingStyle = usePendingStyle(results);
  const onIntent = usePrefetchTorrent();
  const { listRef, height, rows, measure, position } = useVirtualResults<HTMLUListElement>({
    results,
    rowHeight: CARD_HEIGHT,
    coveredHeight: top,
    focusRef,
    onCopy,
    onSelect: selection.toggle,
  });
  const { toggle: onToggle } = selection;
  return (
    <>
      <ul
        ref={listRef}
        aria-label={t("search.results")}
        style={{ height }}
        className={clsx("relative", pendingStyle)}
      >
        {rows.map(({ key, index, top: cardTop, hit, isInSight }) => (
          <li
            key={key}
            ref={measure}
            data-height="own"
            data-index={index}
            style={{ transform: `translateY(${cardTop}px)` }}
            className={clsx(
              "absolute inset-x-0 top-0",
              !isInSight && hit === undefined && STILL_BEYOND,
            )}
          >
            {hit === undefined ? (
              <SkeletonCard index={index} />
            ) : (
              <ResultCard
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
