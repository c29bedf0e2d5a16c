import { ChevronDown } from "lucide-react";
import type { ReactNode } from "react";

import { Skeleton } from "../../components/ui/skeleton.tsx";
import { t, type PlainMessageKey } from "../../lib/messages/translate.ts";
import { FacetList, type FacetValue } from "./facet-list.tsx";
import { VALUE_NAMES } from "./filter-names.ts";
import { SeederFilter, SizeFilter, YearFilter } from "./range-filters.tsx";
import type { ListFilter, SearchState } from "./search-state.ts";
import type { Facets } from "./use-search-results.ts";

interface FilterPanelProps {
  state: SearchState;
  facets: Facets | undefined;
  onChange: (change: Partial<SearchState>) => void;
}

/** All filters, beside the results or in the sheet of a phone. */
export function FilterPanel({ state, facets, onChange }: FilterPanelProps) {
  const list = (filter: ListFilter) => <Values {...{ filter, state, facets, onChange }} />;
  const has = (filter: ListFilter) =>
    facets === undefined || state[filter].length > 0 || (facets[filter] ?? []).length > 0;
  return (
    <div className="grid divide-y divide-line">
      {has("type") ? <Section title="filter.type">{list("type")}</Section> : null}
      {has("resolution") ? <Section title="filter.resolution">{list("resolution")}</Section> : null}
      <Section title="filter.size">
        <SizeFilter state={state} onChange={onChange} />
      </Section>
      <Section title="filter.swarm">
        <SeederFilter state={state} onChange={onChange} />
      </Section>
      <Section title="filter.year">
        <YearFilter state={state} onChange={onChange} />
        {has("year") ? <div className="mt-2">{list("year")}</div> : null}
      </Section>
      {has("source") ? <Section title="filter.source">{list("source")}</Section> : null}
      {FOLDED.filter(has).map((filter) => (
        <Section key={filter} title={`filter.${filter}`} isOpen={state[filter].length > 0}>
          {list(filter)}
        </Section>
      ))}
    </div>
  );
}

/** Filters that few people need open. */
const FOLDED = [
  "tag",
  "verdict",
  "category",
  "codec",
  "language",
] as const satisfies readonly ListFilter[];

function Values({ filter, state, facets, onChange }: FilterPanelProps & { filter: ListFilter }) {
  if (facets === undefined) return <FacetSkeleton />;
  return (
    <FacetList
      values={(facets[filter] ?? []).map(toFacetValue)}
      selected={state[filter]}
      name={VALUE_NAMES[filter]}
      onChange={(selected) => onChange({ [filter]: selected })}
    />
  );
}

interface SectionProps {
  title: PlainMessageKey;
  isOpen?: boolean;
  children: ReactNode;
}

function Section({ title, isOpen = true, children }: SectionProps) {
  return (
    <details open={isOpen} className="group py-2">
      <summary className="flex cursor-pointer list-none items-center justify-between rounded-sm py-1.5 text-small font-semibold [&::-webkit-details-marker]:hidden">
        {t(title)}
        <ChevronDown
          aria-hidden
          size={15}
          className="text-ink-faint transition-transform group-open:rotate-180"
        />
      </summary>
      <div className="pt-0.5 pb-1.5">{children}</div>
    </details>
  );
}

/** Years and categories are numbers on the wire and text in the address. */
function toFacetValue({ value, count }: { value: string | number; count: number }): FacetValue {
  return { value: String(value), count };
}

function FacetSkeleton() {
  return (
    <div className="grid gap-2.5 py-1">
      {[62, 48, 70, 40].map((width) => (
        <div key={width} style={{ width: `${width}%` }}>
          <Skeleton />
        </div>
      ))}
    </div>
  );
}
