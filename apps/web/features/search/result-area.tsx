import type { RefObject } from "react";

import { Button } from "../../components/ui/button.tsx";
import { Failure } from "../../components/ui/failure.tsx";
import { lazyComponent } from "../../lib/lazy-component.tsx";
import { t } from "../../lib/messages/translate.ts";
import { PHONE, useMediaQuery } from "../../lib/use-media-query.ts";
import { ResultCards } from "./result-cards.tsx";
import { CoverSkeleton, ResultSkeleton } from "./result-skeleton.tsx";
import { ResultTable } from "./result-table.tsx";
import { currentOrder, type SearchState, type View } from "./search-state.ts";
import type { Results } from "./use-search-results.ts";
import type { Selection } from "./use-selection.ts";
import { readView } from "./use-view.ts";

// Lines are what nearly everybody sees first; the others load while the first answer is on its way.
const CoverGrid = lazyComponent(
  async () => (await import("./cover-grid.tsx")).CoverGrid,
  CoverSkeleton,
  () => readView() === "cards",
);
const SearchEmpty = lazyComponent(
  async () => (await import("./search-empty.tsx")).SearchEmpty,
  ResultSkeleton,
);
const TitleList = lazyComponent(
  async () => (await import("./title-list.tsx")).TitleList,
  ResultSkeleton,
  () => readView() === "titles",
);

interface ResultAreaProps {
  results: Results;
  state: SearchState;
  view: View;
  /** Height of the search box and summary above. */
  headerHeight: number;
  focusRef: RefObject<(index: number) => void>;
  selection: Selection;
  onChange: (change: Partial<SearchState>) => void;
}

/** `--bar-height` in pixels. */
const BAR_HEIGHT = 52;

/** Everything under the search box: the results, or why there are none. */
export function ResultArea(props: ResultAreaProps) {
  const { results, state, view, headerHeight, focusRef, selection, onChange } = props;
  const isPhone = useMediaQuery(PHONE);
  const { sort, order } = currentOrder(state);
  if (results.isError && results.first === undefined) {
    return (
      <Failure
        title={t("search.errorTitle")}
        error={results.error}
        onRetry={() => void results.refetch()}
      />
    );
  }
  if (results.first === undefined) {
    return view === "cards" ? <CoverSkeleton /> : <ResultSkeleton />;
  }
  if (results.count === 0) return <SearchEmpty state={state} onChange={onChange} />;
  const top = BAR_HEIGHT + headerHeight;
  if (view === "titles") return <TitleList {...{ state, selection, top, focusRef }} />;
  const shared = { results, sort, top, focusRef, selection };
  return (
    <>
      {view === "cards" ? (
        <CoverGrid {...shared} />
      ) : isPhone ? (
        <ResultCards {...shared} />
      ) : (
        <ResultTable
          {...shared}
          order={order}
          onSort={(by, direction) => onChange({ sort: by, order: direction })}
        />
      )}
      {results.retryRest === undefined ? null : <MoreFailed onRetry={results.retryRest} />}
    </>
  );
}

/** Stays in sight: what failed may be anywhere in a long list. */
function MoreFailed({ onRetry }: { onRetry: () => void }) {
  return (
    <div
      role="alert"
      className="sticky bottom-[calc(var(--tabs-height)+1rem)] z-10 mx-auto flex w-fit items-center gap-3 rounded-lg border border-line bg-surface px-4 py-2 text-ink-soft shadow-float"
    >
      {t("search.moreFailed")}
      <Button size="small" onClick={onRetry}>
        {t("app.retry")}
      </Button>
    </div>
  );
}
