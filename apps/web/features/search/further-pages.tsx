import { useQueries, type UseQueryResult } from "@tanstack/react-query";
import { useEffect } from "react";

import { pageOptions, type SearchInput, type SearchPage } from "./page-options.ts";

/** Results below the first page, as far as they are loaded. */
export interface LoadedPages {
  input: SearchInput;
  numbers: readonly number[];
  pages: readonly (SearchPage | undefined)[];
  /** Asks again for what could not be loaded; undefined where nothing failed. */
  retry: (() => void) | undefined;
}

interface FurtherPagesProps {
  input: SearchInput;
  numbers: readonly number[];
  onLoaded: (loaded: LoadedPages) => void;
}

/** Loads pages below the first and shows nothing: few people go there, and nobody at once. */
export function FurtherPages({ input, numbers, onLoaded }: FurtherPagesProps) {
  const { pages, retry } = useQueries({
    queries: numbers.map((page) => pageOptions(input, page)),
    combine,
  });
  useEffect(
    () => onLoaded({ input, numbers, pages, retry }),
    [input, numbers, pages, retry, onLoaded],
  );
  return null;
}

function combine(results: UseQueryResult<SearchPage>[]) {
  const failed = results.filter(({ isError }) => isError);
  return {
    pages: results.map(({ data }) => data),
    retry: failed.length === 0 ? undefined : () => failed.forEach(({ refetch }) => void refetch()),
  };
}
