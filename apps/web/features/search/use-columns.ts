import { useMemo } from "react";

import { useStored } from "../../lib/use-stored.ts";
import { RESULT_COLUMNS } from "./result-columns.tsx";

const INITIAL: readonly string[] = ["swarm", "size", "files", "age", "source"];

/** The columns this browser shows, in the order of the table. */
export function useColumns() {
  const [ids, setIds] = useStored("minato-columns", parseIds, INITIAL);
  const shown = useMemo(() => RESULT_COLUMNS.filter(({ id }) => ids.includes(id)), [ids]);
  const toggle = (id: string) =>
    setIds(ids.includes(id) ? ids.filter((other) => other !== id) : [...ids, id]);
  return { shown, toggle };
}

function parseIds(text: string): readonly string[] {
  return text.split(",");
}
