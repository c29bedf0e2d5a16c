"use client";

import { clsx } from "clsx";
import { SlidersHorizontal } from "lucide-react";
import { useCallback, useDeferredValue, useRef, useState } from "react";

import { Button } from "../../components/ui/button.tsx";
import { lazyComponent } from "../../lib/lazy-component.tsx";
import { t } from "../../lib/messages/translate.ts";
import { useHeight } from "../../lib/use-height.ts";
import { useMediaQuery } from "../../lib/use-media-query.ts";
import { usePainted } from "../../lib/use-painted.ts";
import { SEARCH_BOX } from "../actions/search-box-id.ts";
import { ResultArea } from "./result-area.tsx";
import { ResultSummary } from "./result-summary.tsx";
import { SearchBox } from "./search-box.tsx";
import { countFilters, isWholeIndex, writeSearchState, type SearchState } from "./search-state.ts";
import { useFacets } from "./use-facets.ts";
import { useSearchResults } from "./use-search-results.ts";
import { useSearchState } from "./use-search-state.ts";
import { useSelection } from "./use-selection.ts";
import { useView } from "./use-view.ts";

/** Windows with room for the filters beside the results. */
const WIDE = "(width >= 64rem)";

const FurtherPages = lazyComponent(async () => (await import("./further-pages.tsx")).FurtherPages);

const FilterPanel = lazyComponent(
  async () => (await import("./filter-panel.tsx")).FilterPanel,
  undefined,
  () => window.matchMedia(WIDE).matches,
);

const FilterSheet = lazyComponent(async () => (await import("./filter-sheet.tsx")).FilterSheet);

const SelectionBar = lazyComponent(async () => (await import("./selection-bar.tsx")).SelectionBar);

/** Another order or look of the same results keeps what is picked. */
const WITHOUT_ORDER = { sort: undefined, order: undefined, view: undefined };

/** Search as you type over the whole index, with filters beside the results. */
export function SearchScreen() {
  const { state, withWords, update, type, flush } = useSearchState();
  const results = useSearchResults(state);
  const view = useView(state);
  const selection = useSelection(writeSearchState({ ...state, ...WITHOUT_ORDER }), results);
  const facets = useFacets(state);
  const header = useRef<HTMLDivElement>(null);
  const headerHeight = useHeight(header);
  const focusResult = useRef<(index: number) => void>(() => {});
  const [hasSheet, setHasSheet] = useState(false);
  // The box comes first, then the results, then the filters.
  const hasResults = usePainted(true, false);
  const hasRest = usePainted(hasResults);
  const isWide = useMediaQuery(WIDE);
  const hasPanel = useDeferredValue(hasRest && isWide, false);

  const handleChange = useCallback(
    (change: Partial<SearchState>) => {
      update(change);
      window.scrollTo({ top: 0 });
    },
    [update],
  );

  function handleType(text: string) {
    results.anticipate(withWords(text));
    type(text);
    // Asking for it now would lay the page out once more.
    requestAnimationFrame(() => window.scrollTo({ top: 0 }));
  }

  const isEmptyIndex = results.first?.total === 0 && isWholeIndex(state);
  return (
    <div className={clsx("grid", !isEmptyIndex && "lg:grid-cols-[15.5rem_minmax(0,1fr)]")}>
      <h1 className="sr-only">{t("search.pageTitle")}</h1>
      {isEmptyIndex ? null : (
        <aside
          aria-label={t("search.filters")}
          className="sticky top-(--bar-height) h-[calc(100dvh-var(--bar-height))] overflow-y-auto overscroll-contain border-r border-line bg-shoal px-4 py-1 [scrollbar-width:thin] max-lg:hidden"
        >
          {hasPanel ? <FilterPanel state={state} facets={facets} onChange={handleChange} /> : null}
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
              isEager={state.q === "" && results.isNew}
              onType={handleType}
              onRest={flush}
              onLeave={() => focusResult.current(0)}
            />
            {isEmptyIndex ? null : (
              <FilterButton count={countFilters(state)} onClick={() => setHasSheet(true)} />
            )}
          </div>
          {isEmptyIndex ? null : (
            <ResultSummary
              state={state}
              view={view}
              first={hasResults ? results.first : undefined}
              isError={results.isError}
              onChange={handleChange}
            />
          )}
        </div>
        {results.further.numbers.length > 0 ? <FurtherPages {...results.further} /> : null}
        {hasResults ? (
          <ResultArea
            results={results}
            state={state}
            view={view}
            headerHeight={headerHeight}
            focusRef={focusResult}
            selection={selection}
            onChange={handleChange}
          />
        ) : null}
      </section>
      {selection.isWhole || selection.picked.size > 0 ? (
        <SelectionBar selection={selection} state={state} results={results} />
      ) : null}
      {hasSheet ? (
        <FilterSheet
          onOpenChange={setHasSheet}
          state={state}
          first={results.first}
          facets={facets}
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
      className="relative h-11! w-11 px-0! lg:hidden"
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
