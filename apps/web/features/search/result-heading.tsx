import { clsx } from "clsx";
import { ArrowDown, ArrowUp } from "lucide-react";
import type { ReactNode } from "react";

import { t } from "../../lib/messages/translate.ts";
import type { ResultColumn } from "./result-columns.tsx";
import { naturalOrder, type Order, type Sort } from "./search-state.ts";

interface ResultHeadingProps {
  sort: Sort;
  order: Order;
  columns: readonly ResultColumn[];
  onSort: (sort: Sort, order: Order) => void;
  /** Where the row stops while the page scrolls, in pixels from the top of the window. */
  top: number;
  /** Before the title: the box for all. */
  children: ReactNode;
}

/** The headings of the table; pressing one sorts by it, pressing it again turns the order round. */
export function ResultHeading({ sort, order, columns, onSort, top, children }: ResultHeadingProps) {
  return (
    <tr
      aria-rowindex={1}
      style={{ top }}
      className="sticky z-10 flex h-9 items-center gap-4 border-b border-line bg-deep px-4 text-small text-ink-faint"
    >
      <th scope="col" className="flex w-4 shrink-0">
        {children}
      </th>
      <th
        scope="col"
        aria-sort={ariaSort(sort === "title", order)}
        className="flex-1 text-left font-normal"
      >
        <SortButton name={t("column.title")} by="title" {...{ sort, order, onSort }} />
      </th>
      {columns.map((column) => {
        const by = column.sort?.(sort);
        const name = t(column.name(sort));
        return (
          <th
            key={column.id}
            scope="col"
            aria-sort={ariaSort(by === sort, order)}
            className={clsx("shrink-0 text-left font-normal", column.className)}
          >
            {by === undefined ? name : <SortButton {...{ name, by, sort, order, onSort }} />}
          </th>
        );
      })}
      <th scope="col" className="w-8 shrink-0">
        <span className="sr-only">{t("column.actions")}</span>
      </th>
    </tr>
  );
}

interface SortButtonProps extends Omit<ResultHeadingProps, "top" | "children" | "columns"> {
  name: string;
  by: Sort;
}

function SortButton({ name, by, sort, order, onSort }: SortButtonProps) {
  const isActive = by === sort;
  const Arrow = order === "asc" ? ArrowUp : ArrowDown;
  const next = isActive ? (order === "asc" ? "desc" : "asc") : naturalOrder(by);
  return (
    <button
      type="button"
      onClick={() => onSort(by, next)}
      className={clsx(
        "inline-flex items-center gap-1 rounded-sm whitespace-nowrap hover:text-ink",
        isActive && "font-medium text-ink",
      )}
    >
      {isActive ? <Arrow aria-hidden size={13} className="text-accent" /> : null}
      {name}
    </button>
  );
}

function ariaSort(isActive: boolean, order: Order) {
  if (!isActive) return "none";
  return order === "asc" ? "ascending" : "descending";
}
