import { clsx } from "clsx";
import { ArrowDown, ArrowUp, X } from "lucide-react";

import { Button } from "../../components/ui/button.tsx";
import { Skeleton } from "../../components/ui/skeleton.tsx";
import { formatDuration } from "../../lib/format/format-number.ts";
import { t } from "../../lib/messages/translate.ts";
import { SearchFeedButton } from "../feeds/search-feed-button.tsx";
import { ColumnMenu } from "./column-menu.tsx";
import { listFilters, WITHOUT_FILTERS } from "./filter-names.ts";
import { QueryChip } from "./query-chip.tsx";
import { listQueryParts } from "./query-parts.ts";
import {
  currentOrder,
  naturalOrder,
  SORTS,
  type SearchState,
  type Sort,
  type View,
} from "./search-state.ts";
import type { Results } from "./use-search-results.ts";
import { ViewSwitch } from "./view-switch.tsx";

interface ResultSummaryProps {
  state: SearchState;
  view: View;
  /** Undefined while nobody knows. */
  first: Results["first"];
  isError: boolean;
  onChange: (change: Partial<SearchState>) => void;
}

const SORT_NAMES = {
  relevance: "search.relevance",
  seeders: "swarm.seedersLabel",
  size: "column.size",
  indexed: "column.age",
  published: "search.published",
  title: "column.title",
} as const satisfies Record<Sort, string>;

/** How many there are, how long it took, in which order, and the filters in force. */
export function ResultSummary({ state, view, first, isError, onChange }: ResultSummaryProps) {
  const filters = listFilters(state);
  const parts = listQueryParts(first);
  const hasChips = filters.length > 0 || parts.length > 0;
  // Where the chips have a line of their own it comes with the words, not with the first chip.
  const hasLine = hasChips || (first !== undefined && first.query !== "");
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-1 px-4 pb-2 max-sm:gap-x-1">
      <output className="figures flex h-8 items-center gap-1.5 text-small lg:min-w-48">
        {first === undefined ? (
          isError ? null : (
            <Skeleton className="h-3.5 w-36 max-sm:w-20" />
          )
        ) : (
          <>
            <strong className="font-semibold">
              {t(first.totalIsExact ? "search.total" : "search.totalAtLeast", {
                count: first.total,
              })}
            </strong>
            <Took first={first} className={hasLine ? "max-lg:hidden" : "max-sm:hidden"} />
          </>
        )}
      </output>
      {hasLine ? (
        <div className="flex items-center gap-3 max-lg:order-last max-lg:h-8 max-lg:w-full lg:min-w-0 lg:flex-1">
          {first === undefined ? null : (
            <Took first={first} className="figures shrink-0 text-small lg:hidden" />
          )}
          {hasChips ? (
            <ul
              aria-label={t("search.filters")}
              // One line, however many there are: the results below stay where they are.
              className="-m-1 flex items-center gap-1.5 overflow-x-auto p-1 [scrollbar-width:none] *:shrink-0 min-w-0 flex-1"
            >
              {parts.map((part) => (
                <QueryChip
                  key={part.start}
                  part={part}
                  onRemove={() => onChange({ q: part.rest })}
                />
              ))}
              {filters.map(({ name, without }) => (
                <li key={name}>
                  <button
                    type="button"
                    onClick={() => onChange(without)}
                    aria-label={t("search.removeFilter", { name })}
                    className="touch flex h-7 items-center gap-1.5 rounded-full bg-accent-wash pointer-coarse:h-8 pr-2 pl-3 text-small text-accent hover:text-accent-strong"
                  >
                    {name}
                    <X aria-hidden size={13} />
                  </button>
                </li>
              ))}
              {filters.length === 0 ? null : (
                <li>
                  <Button
                    look="quiet"
                    size="small"
                    className="h-7"
                    onClick={() => onChange(WITHOUT_FILTERS)}
                  >
                    {t("search.clearFilters")}
                  </Button>
                </li>
              )}
            </ul>
          ) : null}
          {/* The line above has no room for it on phones. */}
          <span className="ml-auto sm:hidden">
            <SearchFeedButton state={state} />
          </span>
        </div>
      ) : null}
      <SortControl state={state} view={view} onChange={onChange} />
    </div>
  );
}

function Took({ first, className }: { first: NonNullable<Results["first"]>; className: string }) {
  return (
    <span className={clsx("text-ink-faint", className)}>
      {t("search.took", { time: formatDuration(first.tookMs) })}
    </span>
  );
}

function SortControl({ state, view, onChange }: Omit<ResultSummaryProps, "first" | "isError">) {
  const { sort, order } = currentOrder(state);
  const offered = SORTS.filter((name) => name !== "relevance" || state.q.trim() !== "");
  const Arrow = order === "asc" ? ArrowUp : ArrowDown;
  return (
    <div className="ml-auto flex items-center gap-0.5 text-small">
      <label className="flex items-center gap-1.5 text-ink-faint">
        <span className="max-sm:sr-only">{t("search.sort")}</span>
        <select
          value={sort}
          onChange={(event) => {
            const wanted = offered.find((name) => name === event.target.value);
            if (wanted !== undefined) onChange({ sort: wanted, order: naturalOrder(wanted) });
          }}
          className="h-8 max-w-36 rounded-md bg-transparent px-1 [--arrow-gap:0.25rem]! font-medium text-ink field-sizing-content hover:bg-shoal-hover pointer-coarse:h-10"
        >
          {offered.map((name) => (
            <option key={name} value={name} className="bg-surface text-ink">
              {t(SORT_NAMES[name])}
            </option>
          ))}
        </select>
      </label>
      <Button
        look="quiet"
        size="icon-small"
        title={t(order === "asc" ? "search.sortAscending" : "search.sortDescending")}
        aria-label={t("search.reverse")}
        onClick={() => onChange({ sort, order: order === "asc" ? "desc" : "asc" })}
      >
        <Arrow aria-hidden size={15} />
      </Button>
      <span className="max-sm:hidden">
        <SearchFeedButton state={state} />
      </span>
      {view === "table" ? <ColumnMenu /> : null}
      <span className="ml-1">
        <ViewSwitch view={view} onChange={(wanted) => onChange({ view: wanted })} />
      </span>
    </div>
  );
}
