import dynamic from "next/dynamic";
import { useEffect, type RefObject } from "react";

import { Button } from "../../components/ui/button.tsx";
import { Failure } from "../../components/ui/failure.tsx";
import { t } from "../../lib/messages/translate.ts";
import { useMediaQuery } from "../../lib/use-media-query.ts";
import { ResultSkeleton } from "./result-skeleton.tsx";
import { SearchEmpty } from "./search-empty.tsx";
import { currentOrder, type SearchState } from "./search-state.ts";
import type { useSearchResults } from "./use-search-results.ts";
import type { Selection } from "./use-selection.ts";

// Each device needs one of the two; it loads while the first answer is on its way.
const loadTable = () => import("./result-table.tsx");
const loadCards = () => import("./result-cards.tsx");
const ResultTable = dynamic(async () => (await loadTable()).ResultTable, {
  loading: ResultSkeleton,
});
const ResultCards = dynamic(async () => (await loadCards()).ResultCards, {
  loading: ResultSkeleton,
});

interface ResultAreaProps {
  results: ReturnType<typeof useSearchResults>;
  state: SearchState;
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
  const { results, state, headerHeight, focusRef, selection, onChange } = props;
  const isPhone = useMediaQuery("(width < 640px)");
  const { sort, order } = currentOrder(state);
  useEffect(() => {
    void (isPhone ? loadCards() : loadTable());
  }, [isPhone]);
  if (results.isError && !results.isFetchNextPageError) {
    return (
      <Failure
        title={t("search.errorTitle")}
        error={results.error}
        onRetry={() => void results.refetch()}
      />
    );
  }
  if (results.first === undefined) return <ResultSkeleton />;
  if (results.hits.length === 0) return <SearchEmpty state={state} onChange={onChange} />;
  const top = BAR_HEIGHT + headerHeight;
  const shared = { results, sort, top, focusRef, selection };
  return (
    <>
      {isPhone ? (
        <ResultCards {...shared} />
      ) : (
        <ResultTable
          {...shared}
          order={order}
          onSort={(by, direction) => onChange({ sort: by, order: direction })}
        />
      )}
      {results.isFetchNextPageError ? <MoreFailed {...results} /> : null}
    </>
  );
}

function MoreFailed({ fetchNextPage }: Pick<ResultAreaProps["results"], "fetchNextPage">) {
  return (
    <div role="alert" className="flex items-center justify-center gap-3 p-6 text-ink-soft">
      {t("search.moreFailed")}
      <Button size="small" onClick={() => void fetchNextPage()}>
        {t("app.retry")}
      </Button>
    </div>
  );
}
