import { clsx } from "clsx";
import type { RefObject } from "react";

import { t } from "../../lib/messages/translate.ts";
import { ResultHeading } from "./result-heading.tsx";
import { ResultPosition } from "./result-position.tsx";
import { RESULT_FOCUS, ResultRow } from "./result-row.tsx";
import { SkeletonRow, STILL_BEYOND } from "./result-skeleton.tsx";
import type { Order, Sort } from "./search-state.ts";
import { SelectAllBox } from "./select-box.tsx";
import { useColumns } from "./use-columns.ts";
import { useCopyMagnet } from "./use-copy-magnet.ts";
import { usePendingStyle } from "./use-pending-style.ts";
import { usePrefetchTorrent } from "./use-prefetch-torrent.ts";
import type { Hit, Results } from "./use-search-results.ts";
import type { Selection } from "./use-selection.ts";
import { useVirtualResults } from "./use-virtual-results.ts";

interface ResultTableProps {
  results: Results;
  sort: Sort;
  order: Order;
  onSort: (sort: Sort, order: Order) => void;
  /** Where the headings stop while the page scrolls, in pixels from the top of the window. */
  top: number;
  focusRef: RefObject<(index: number) => void>;
  selection: Selection;
}

const HEADING_HEIGHT = 36;
/** Of all but those that name a file. */
const ROW_HEIGHT = 40;

/** The results with a column for each fact; only what is near the window is drawn. */
export function ResultTable(props: ResultTableProps) {
  const { results, sort, order, onSort, top, focusRef, selection } = props;
  const onCopy = useCopyMagnet();
  const pendingStyle = usePendingStyle(results);
  const onIntent = usePrefetchTorrent();
  const { shown: columns } = useColumns();
  const { listRef, height, rows, position, measure } = useVirtualResults<HTMLTableSectionElement>({
    results,
    rowHeight: ROW_HEIGHT,
    coveredHeight: top + HEADING_HEIGHT,
    focusRef,
    onCopy,
    onSelect: selection.toggle,
  });
  const { toggle: onToggle } = selection;
  const isPicked = (hit: Hit | undefined) => hit !== undefined && selection.has(hit);
  return (
    <>
      <table
        className="block"
        aria-label={t("search.results")}
        aria-rowcount={rowCount(results.first)}
      >
        <thead className="contents">
          <ResultHeading columns={columns} sort={sort} order={order} onSort={onSort} top={top}>
            <SelectAllBox hits={results.hits} selection={selection} />
          </ResultHeading>
        </thead>
        <tbody ref={listRef} style={{ height }} className={clsx("relative block", pendingStyle)}>
          {rows.map(({ key, index, top: rowTop, hit, isInSight }) => (
            <tr
              key={key}
              ref={measure}
              data-height={hit?.matchedFile === undefined ? "usual" : "own"}
              data-index={index}
              aria-rowindex={index + 2}
              style={{ transform: `translateY(${rowTop}px)` }}
              className={clsx(
                "absolute inset-x-0 top-0 flex [contain:layout_paint_style] items-center gap-4 px-4 text-small",
                hit?.matchedFile === undefined ? "h-10" : "min-h-10",
                RESULT_FOCUS,
                isPicked(hit) && "bg-accent-wash",
                !isInSight && hit === undefined && STILL_BEYOND,
              )}
            >
              {hit === undefined ? (
                <SkeletonRow index={index} columns={columns} />
              ) : (
                <ResultRow
                  {...{ hit, index, sort, columns, onToggle, onCopy, onIntent }}
                  isPicked={isPicked(hit)}
                />
              )}
            </tr>
          ))}
        </tbody>
      </table>
      <ResultPosition position={position} count={results.count} />
    </>
  );
}

/** Rows with the heading; -1 says that the number is not known. */
function rowCount(first: ResultTableProps["results"]["first"]): number {
  return first === undefined || !first.totalIsExact ? -1 : first.total + 1;
}
