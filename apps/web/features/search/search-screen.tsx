"use client";

import { Search } from "lucide-react";
import { useRef, useState } from "react";

import { t } from "../../lib/messages/translate.ts";
import { useHeight } from "../../lib/use-height.ts";
import { useActions } from "../actions/action-context.ts";
import type { Action } from "../actions/action.ts";
import { FilterPanel } from "./filter-panel.tsx";
import { FilterSheet } from "./filter-sheet.tsx";
import { ResultArea } from "./result-area.tsx";
import { ResultSummary } from "./result-summary.tsx";
import { SearchBox } from "./search-box.tsx";
import type { SearchState } from "./search-state.ts";
import { useSearchResults } from "./use-search-results.ts";
import { useSearchState } from "./use-search-state.ts";

const SEARCH_BOX = "search-box";

/** Search as you type over the whole index, with filters beside the results. */
export function SearchScreen() {
  const { state, update, type } = useSearchState();
  const results = useSearchResults(state);
  const header = useRef<HTMLDivElement>(null);
  const headerHeight = useHeight(header);
  const focusResult = useRef<(index: number) => void>(() => {});
  const [hasSheet, setHasSheet] = useState(false);
  useActions(SEARCH_ACTIONS);

  function handleChange(change: Partial<SearchState>) {
    update(change);
    window.scrollTo({ top: 0 });
  }

  function handleType(text: string) {
    type(text);
    window.scrollTo({ top: 0 });
  }

  return (
    <div className="grid md:grid-cols-[15.5rem_minmax(0,1fr)]">
      <h1 className="sr-only">{t("search.pageTitle")}</h1>
      <aside
        aria-label={t("search.filters")}
        className="sticky top-(--bar-height) h-[calc(100dvh-var(--bar-height))] overflow-y-auto overscroll-contain border-r border-line bg-shoal px-4 py-1 [scrollbar-width:thin] max-md:hidden"
      >
        <FilterPanel state={state} facets={results.first?.facets} onChange={handleChange} />
      </aside>
      <section aria-label={t("search.results")} className="min-w-0">
        <div
          ref={header}
          className="sticky top-(--bar-height) z-20 bg-deep max-sm:border-b max-sm:border-line"
        >
          <div className="flex px-4 pt-3 pb-1.5">
            <SearchBox
              id={SEARCH_BOX}
              value={state.q}
              onType={handleType}
              onLeave={() => focusResult.current(0)}
            />
          </div>
          <ResultSummary
            state={state}
            first={results.first}
            onChange={handleChange}
            onOpenFilters={() => setHasSheet(true)}
          />
        </div>
        <ResultArea
          results={results}
          state={state}
          headerHeight={headerHeight}
          focusRef={focusResult}
          onChange={handleChange}
        />
      </section>
      <FilterSheet
        isOpen={hasSheet}
        onOpenChange={setHasSheet}
        state={state}
        first={results.first}
        onChange={handleChange}
      />
    </div>
  );
}

const SEARCH_ACTIONS: readonly Action[] = [
  {
    id: "focus-search",
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
