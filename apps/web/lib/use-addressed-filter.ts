import { useSearchParams } from "next/navigation";
import { useState } from "react";

/**
 * A filter of texts that the address keeps, so that it is there again after a reload or on the way
 * back, and what was found can be sent to somebody. `nothing` names its fields, all empty.
 */
export function useAddressedFilter<Filter extends Record<string, string>>(
  nothing: Filter,
): [Filter, (filter: Filter) => void] {
  const params = useSearchParams();
  const [filter, setFilter] = useState<Filter>(() => {
    const given = Object.keys(nothing).map((name) => [name, params.get(name) ?? ""]);
    // Its keys are those of the filter.
    return Object.fromEntries(given) as Filter;
  });
  function change(next: Filter) {
    setFilter(next);
    const set = Object.entries(next).filter(([, value]) => value !== "");
    const query = new URLSearchParams(set).toString();
    const { pathname, hash } = window.location;
    window.history.replaceState(null, "", `${pathname}${query === "" ? "" : `?${query}`}${hash}`);
  }
  return [filter, change];
}
