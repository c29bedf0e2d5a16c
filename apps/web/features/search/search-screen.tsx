"use client";

import { clsx } from "clsx";
import { Search, SlidersHorizontal } from "lucide-react";
import { useMemo, useRef, useState } from "react";

import { Button } from "../../components/ui/button.tsx";
import { lazyComponent } from "../../lib/lazy-component.tsx";
import { t } from "../../lib/messages/translate.ts";
import { useHeight } from "../../lib/use-height.ts";
import { useSettled } from "../../lib/use-settled.ts";
import { useActions } from "../actions/action-context.ts";
import type { Action } from "../actions/action.ts";
import { FilterPanel } from "./filter-panel.tsx";
import { ResultArea } from "./result-area.tsx";
import { ResultSummary } from "./result-summary.tsx";
import { SearchBox } from "./search-box.tsx";
import { countFilters, isWholeIndex, writeSearchState, type SearchState } from "./search-state.ts";
import { useSearchResults, type Facets } from "./use-search-results.ts";
import { useSearchState } from "./use-search-state.ts";
import { useSelection } from "./use-selection.ts";
import { useView } from "./use-view.ts";

const FilterSheet = lazyComponent(async () => (await import("./filter-sheet.tsx")).FilterSheet);

const SelectionBar = lazyComponent(async () => (await import("./selection-bar.tsx")).SelectionBar);

const SEARCH_BOX = "search-box";

/** The counts beside the filters follow when the typing pauses. */
const FACET_PAUSE = 250;
const NO_FACETS: Facets = {};
/** Another order or look of the same results keeps what is picked. */
const WITHOUT_ORDER = { sort: undefined, order: undefined, view: undefined };

/** Search as you type over the whole index, with filters beside the results. */
export function SearchScreen() {
  const { state, update, type } = useSearchState();
  const results = useSearchResults(state);
  const view = useView(state);
  const selection = useSelection(writeSearchState({ ...state, ...WITHOUT_ORDER }), results);
  const settled = useSettled(results.first?.facets, FACET_PAUSE);
  const facets = settled ?? (results.isError ? NO_FACETS : undefined);
  const header = useRef<HTMLDivElement>(null);
  const headerHeight = useHeight(header);
  const focusResult = useRef<(index: number) => void>(() => {});
  const [hasSheet, setHasSheet] = useState(false);
  useActions(useMemo(() => searchActions(), []));

  function handleChange(change: Partial<SearchState>) {
    update(change);
    window.scrollTo({ top: 0 });
  }

  function handleType(text: string) {
    // The first word may bring another order with it.
    if ((state.q.trim() === "") === (text.trim() === "")) results.anticipate({ ...state, q: text });
    type(text);
    window.scrollTo({ top: 0 });
  }

  const isEmptyIndex = results.first?.total === 0 && isWholeIndex(state);
  return (
    <div className={clsx("grid", !isEmptyIndex && "md:grid-cols-[15.5rem_minmax(0,1fr)]")}>
      <h1 className="sr-only">{t("search.pageTitle")}</h1>
      {isEmptyIndex ? null : (
        <aside
          aria-label={t("search.filters")}
          className="sticky top-(--bar-height) h-[calc(100dvh-var(--bar-height))] overflow-y-auto overscroll-contain border-r border-line bg-shoal px-4 py-1 [scrollbar-width:thin] max-md:hidden"
        >
          <FilterPanel state={state} facets={facets} onChange={handleChange} />
        </aside>
      )}
      <section aria-label={t("search.results")} className="min-w-0">
        <div
          ref={header}
          className="sticky top-(--bar-height) z-20 bg-deep max-sm:border-b max-sm:border-line"
        >
          <div className="flex gap-2 px-4 pt-3 pb-1.5">
            <SearchBox
              id={SEARCH_BOX}
              value={state.q}
              // Who comes back to results goes on where they were.
              isEager={state.q === "" && results.first === undefined}
              onType={handleType}
              onLeave={() => focusResult.current(0)}
            />
            {isEmptyIndex ? null : (
              <FilterButton count={countFilters(state)} onClick={() => setHasSheet(true)} />
            )}
          </div>
          {isEmptyIndex ? null : (
            <ResultSummary state={state} view={view} results={results} onChange={handleChange} />
          )}
        </div>
        <ResultArea
          results={results}
          state={state}
          view={view}
          headerHeight={headerHeight}
          focusRef={focusResult}
          selection={selection}
          onChange={handleChange}
        />
      </section>
      {selection.isWhole || selection.picked.size > 0 ? (
        <SelectionBar selection={selection} state={state} results={results} />
      ) : null}
      {hasSheet ? (
        <FilterSheet
          onOpenChange={setHasSheet}
          state={state}
          first={results.first}
          onChange={handleChange}
        />
      ) : null}
    </div>
  );
}

interface FilterButtonProps {
  count: number;
  onClick: () => void;
}

/** Opens the filters where there is no room for them beside the results. */
function FilterButton({ count, onClick }: FilterButtonProps) {
  return (
    <Button
      onClick={onClick}
      aria-label={count === 0 ? t("search.filters") : t("search.filtersSet", { count })}
      className="relative h-11! w-11 px-0! md:hidden"
    >
      <SlidersHorizontal aria-hidden size={18} />
      {count === 0 ? null : (
        <span className="figures absolute -top-1.5 -right-1.5 flex size-5 items-center justify-center rounded-full bg-accent text-caption font-semibold text-accent-ink">
          {count}
        </span>
      )}
    </Button>
  );
}

function searchActions(): readonly Action[] {
  return [
    {
      id: "focus-search",
      isKeyOnly: true,
      name: t("torrent.focusSearch"),
      group: "page",
      icon: Search,
      shortcuts: ["/"],
      perform: () => {
        const box = document.querySelector<HTMLInputElement>(`#${SEARCH_BOX}`);
        box?.focus();
        box?.select();
      },
    },
  ];
}
