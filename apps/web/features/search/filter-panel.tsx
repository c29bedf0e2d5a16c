import { ChevronDown } from "lucide-react";
import { memo, type ReactNode } from "react";

import { Skeleton } from "../../components/ui/skeleton.tsx";
import { t, type PlainMessageKey } from "../../lib/messages/translate.ts";
import { useStored } from "../../lib/use-stored.ts";
import { FacetList, type FacetValue } from "./facet-list.tsx";
import { VALUE_NAMES } from "./filter-names.ts";
import { SeederFilter, SizeFilter, YearFilter } from "./range-filters.tsx";
import { LIST_FILTERS, NUMBER_FILTERS, type ListFilter, type SearchState } from "./search-state.ts";
import { SPAN_ORDERS } from "./span-names.ts";
import type { Facets } from "./use-facets.ts";

interface FilterPanelProps {
  state: SearchState;
  facets: Facets | undefined;
  onChange: (change: Partial<SearchState>) => void;
}

/** All filters, beside the results or in the sheet of a phone. */
export const FilterPanel = memo(function FilterPanel(props: FilterPanelProps) {
  const { state, facets, onChange } = props;
  const [folds, setFolds] = useStored("minato-filter-folds", parseFolds, FOLDED);
  const fold = (id: string, isOpen: boolean) =>
    setFolds([...folds.filter((other) => other !== id), ...(isOpen ? [] : [id])]);
  if (facets === undefined) return <FilterSkeleton />;
  const has = (filter: ListFilter) => state[filter].length > 0 || (facets[filter] ?? []).length > 0;
  return (
    <div className="grid divide-y divide-line">
      {SECTIONS.filter(({ id }) => !isList(id) || id in RANGES || has(id)).map(({ id, title }) => {
        const Range = RANGES[id];
        return (
          <Section
            key={id}
            title={title}
            count={isList(id) ? state[id].length : 0}
            isOpen={!folds.includes(id)}
            onToggle={(isOpen) => fold(id, isOpen)}
          >
            {Range === undefined ? null : <Range state={state} onChange={onChange} />}
            {isList(id) && has(id) ? (
              <div className={Range === undefined ? undefined : "mt-2"}>
                <Values filter={id} {...{ state, facets, onChange }} />
              </div>
            ) : null}
          </Section>
        );
      })}
    </div>
  );
}, isSame);

/** Words change with every key and are shown elsewhere. */
function isSame(a: FilterPanelProps, b: FilterPanelProps): boolean {
  return (
    a.facets === b.facets &&
    a.onChange === b.onChange &&
    NUMBER_FILTERS.every((name) => a.state[name] === b.state[name]) &&
    LIST_FILTERS.every((name) => String(a.state[name]) === String(b.state[name]))
  );
}

/** The groups of filters in their order. */
const SECTIONS = [
  { id: "type", title: "filter.type" },
  { id: "resolution", title: "filter.resolution" },
  { id: "size", title: "filter.size" },
  { id: "swarm", title: "filter.swarm" },
  { id: "year", title: "filter.year" },
  { id: "age", title: "column.age" },
  { id: "quality", title: "filter.quality" },
  { id: "hdr", title: "filter.hdr" },
  { id: "codec", title: "filter.codec" },
  { id: "language", title: "filter.language" },
  { id: "group", title: "filter.group" },
  { id: "source", title: "filter.source" },
  { id: "tag", title: "filter.tag" },
  { id: "verdict", title: "filter.verdict" },
  { id: "category", title: "filter.category" },
] as const satisfies readonly { id: ListFilter | "swarm"; title: PlainMessageKey }[];

type SectionId = (typeof SECTIONS)[number]["id"];

/** What stands above the values of a group, or in their place. */
const RANGES: { readonly [Id in SectionId]?: typeof SizeFilter } = {
  size: SizeFilter,
  swarm: SeederFilter,
  year: YearFilter,
};

/** Groups that few people need open, until they open them. */
const FOLDED: readonly string[] = ["hdr", "codec", "language", "group", "verdict", "category"];

function isList(id: SectionId): id is Exclude<SectionId, "swarm"> {
  return id !== "swarm";
}

function parseFolds(text: string): readonly string[] {
  return text.split(",").filter((id) => id !== "");
}

interface ValuesProps extends FilterPanelProps {
  filter: ListFilter;
  facets: Facets;
}

function Values({ filter, state, facets, onChange }: ValuesProps) {
  const values = (facets[filter] ?? []).map(toFacetValue);
  return (
    <FacetList
      label={t(`filter.${filter}`)}
      values={filter === "size" || filter === "age" ? inOrder(values, SPAN_ORDERS[filter]) : values}
      selected={state[filter]}
      name={VALUE_NAMES[filter]}
      onChange={(selected) => onChange({ [filter]: selected })}
    />
  );
}

function inOrder(values: readonly FacetValue[], order: readonly string[]): FacetValue[] {
  return values.toSorted((a, b) => order.indexOf(a.value) - order.indexOf(b.value));
}

interface SectionProps {
  title: PlainMessageKey;
  /** Values that are set, told while the group is closed. */
  count: number;
  isOpen: boolean;
  onToggle: (isOpen: boolean) => void;
  children: ReactNode;
}

function Section({ title, count, isOpen, onToggle, children }: SectionProps) {
  return (
    <details
      open={isOpen}
      onToggle={({ currentTarget }) => {
        if (currentTarget.open !== isOpen) onToggle(currentTarget.open);
      }}
      className="group py-2"
    >
      <summary className="flex cursor-pointer list-none items-center gap-2 rounded-sm py-1.5 text-small font-semibold pointer-coarse:min-h-11 [&::-webkit-details-marker]:hidden">
        {t(title)}
        {count === 0 ? null : (
          <span className="figures rounded-full bg-accent-wash px-1.5 text-caption text-accent group-open:hidden">
            {count}
          </span>
        )}
        <ChevronDown
          aria-hidden
          size={15}
          className="ml-auto text-ink-faint transition-transform group-open:rotate-180"
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

/** Nobody knows yet which groups there will be, nor how high they are. */
function FilterSkeleton() {
  return (
    <div aria-busy className="grid gap-2.5 py-4">
      {[38, 62, 48, 70, 54, 40].map((width) => (
        <div key={width} style={{ width: `${width}%` }}>
          <Skeleton />
        </div>
      ))}
    </div>
  );
}
