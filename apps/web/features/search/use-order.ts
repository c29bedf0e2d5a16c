import { useMemo } from "react";

import { readStored, useStored, writeStored } from "../../lib/use-stored.ts";
import {
  ORDER_NAME,
  SORTS,
  WORDS_ORDER_NAME,
  type Order,
  type SearchState,
  type Sort,
} from "./search-state.ts";

const NONE: readonly string[] = [];

/** The order this browser chose last; nothing while none was chosen. */
export function useOrder(hasWords: boolean): Pick<SearchState, "sort" | "order"> {
  const [stored] = useStored(nameOf(hasWords), parseOrder, NONE);
  return useMemo(() => toOrder(stored), [stored]);
}

/** The same for who cannot wait until something is drawn. */
export function readOrder(hasWords: boolean): Pick<SearchState, "sort" | "order"> {
  return toOrder(parseOrder(readStored(nameOf(hasWords)) ?? ""));
}

/** Results come in this order from now on, unless an address says another. */
export function rememberOrder(hasWords: boolean, sort: Sort, order: Order | undefined): void {
  writeStored(nameOf(hasWords), order === undefined ? sort : `${sort},${order}`);
}

function nameOf(hasWords: boolean): string {
  return hasWords ? WORDS_ORDER_NAME : ORDER_NAME;
}

function toOrder([sort, order]: readonly string[]): Pick<SearchState, "sort" | "order"> {
  return {
    sort: SORTS.find((name) => name === sort),
    order: order === "asc" || order === "desc" ? order : undefined,
  };
}

function parseOrder(text: string): readonly string[] {
  return text.split(",");
}
