import { useMemo } from "react";

import { useStored, writeStored } from "../../lib/use-stored.ts";
import { SORTS, type Order, type SearchState, type Sort } from "./search-state.ts";

const NONE: readonly string[] = [];

/** The order this browser chose last; nothing while none was chosen. */
export function useOrder(hasWords: boolean): Pick<SearchState, "sort" | "order"> {
  const [[sort, order]] = useStored(nameOf(hasWords), parseOrder, NONE);
  return useMemo(
    () => ({
      sort: SORTS.find((name) => name === sort),
      order: order === "asc" || order === "desc" ? order : undefined,
    }),
    [sort, order],
  );
}

/** Results come in this order from now on, unless an address says another. */
export function rememberOrder(hasWords: boolean, sort: Sort, order: Order | undefined): void {
  writeStored(nameOf(hasWords), order === undefined ? sort : `${sort},${order}`);
}

/** Who reads the newest first still wants what fits the words best. */
function nameOf(hasWords: boolean): string {
  return hasWords ? "minato-order-of-words" : "minato-order";
}

function parseOrder(text: string): readonly string[] {
  return text.split(",");
}
