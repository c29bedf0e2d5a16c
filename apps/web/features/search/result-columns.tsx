import type { ReactNode } from "react";

import { RelativeTime } from "../../components/ui/relative-time.tsx";
import { formatCompact } from "../../lib/format/format-number.ts";
import { formatSize } from "../../lib/format/format-size.ts";
import { t, type PlainMessageKey } from "../../lib/messages/translate.ts";
import type { Sort } from "./search-state.ts";
import { SwarmNumbers } from "./swarm-numbers.tsx";
import type { Hit } from "./use-search-results.ts";

/** A fact about a result: a column of the table, a word on a card. */
export interface ResultColumn {
  id: string;
  name: (sort: Sort) => PlainMessageKey;
  /** What a press on the heading sorts by. */
  sort?: (sort: Sort) => Sort;
  /** Width, alignment and the screens that have room for it. */
  className: string;
  /** Further looks of its cells. */
  cellClassName: string;
  cell: (hit: Hit, sort: Sort) => ReactNode;
  /** As one of the facts on a card, where there is no heading. */
  fact: (hit: Hit, sort: Sort) => ReactNode;
}

/** The columns after the title, for the table and for the cards of a phone. */
export const RESULT_COLUMNS: readonly ResultColumn[] = [
  {
    id: "swarm",
    name: () => "column.swarm",
    sort: () => "seeders",
    className: "w-34 text-right",
    cellClassName: "",
    cell: (hit) => <SwarmNumbers {...hit} />,
    fact: (hit) => <SwarmNumbers {...hit} />,
  },
  {
    id: "size",
    name: () => "column.size",
    sort: () => "size",
    className: "w-20 text-right",
    cellClassName: "figures",
    cell: ({ size }) => (size === null ? <Unknown /> : formatSize(size)),
    fact: ({ size }) =>
      size === null ? undefined : <span className="figures">{formatSize(size)}</span>,
  },
  {
    id: "files",
    name: () => "column.files",
    className: "w-16 text-right max-xl:hidden",
    cellClassName: "figures",
    cell: ({ fileCount }) => (fileCount === 0 ? <Unknown /> : formatCompact(fileCount)),
    fact: ({ fileCount }) =>
      fileCount === 0 ? undefined : (
        <span className="figures">{t("files.count", { count: fileCount })}</span>
      ),
  },
  {
    id: "year",
    name: () => "filter.year",
    className: "w-12 text-right max-lg:hidden",
    cellClassName: "figures text-ink-soft",
    cell: ({ year }) => year ?? <Unknown />,
    fact: ({ year }) => (year === undefined ? undefined : <span className="figures">{year}</span>),
  },
  {
    id: "resolution",
    name: () => "filter.resolution",
    className: "w-20 text-right max-lg:hidden",
    cellClassName: "figures text-ink-soft",
    cell: ({ resolution }) => resolution ?? <Unknown />,
    fact: ({ resolution }) =>
      resolution === undefined ? undefined : <span className="figures">{resolution}</span>,
  },
  {
    id: "snatches",
    name: () => "swarm.snatchesLabel",
    className: "w-20 text-right max-lg:hidden",
    cellClassName: "figures text-ink-soft",
    cell: ({ snatches }) => (snatches === null ? <Unknown /> : formatCompact(snatches)),
    fact: () => undefined,
  },
  {
    id: "age",
    name: (sort) => (sort === "published" ? "search.published" : "column.age"),
    sort: (sort) => (sort === "published" ? "published" : "indexed"),
    className: "w-20 text-right max-md:hidden",
    cellClassName: "figures text-ink-soft",
    cell: (hit, sort) => <Age hit={hit} sort={sort} />,
    fact: (hit, sort) => (
      <span className="figures">
        <Age hit={hit} sort={sort} />
      </span>
    ),
  },
  {
    id: "published",
    name: () => "search.published",
    sort: () => "published",
    className: "w-20 text-right max-md:hidden",
    cellClassName: "figures text-ink-soft",
    cell: (hit) => <Age hit={hit} sort="published" />,
    fact: () => undefined,
  },
  {
    id: "source",
    name: () => "column.source",
    className: "w-30 pl-3 max-xl:hidden",
    cellClassName: "",
    cell: (hit) => <Sources hit={hit} />,
    fact: (hit) => (hit.sources.length === 0 ? undefined : <Sources hit={hit} />),
  },
];

function Unknown() {
  return (
    <span title={t("app.unknown")} className="text-ink-faint">
      –
    </span>
  );
}

function Age({ hit, sort }: { hit: Hit; sort: Sort }) {
  const value = sort === "published" ? hit.publishedAt : hit.indexedAt;
  return value === null ? <Unknown /> : <RelativeTime value={value} form="age" />;
}

function Sources({ hit }: { hit: Hit }) {
  const [first, ...others] = hit.sources;
  return (
    <span className="flex min-w-0 gap-1 text-ink-soft" title={hit.sources.join(", ")}>
      <span className="truncate">{first ?? "–"}</span>
      {others.length === 0 ? null : (
        <span className="figures text-ink-faint">+{others.length}</span>
      )}
    </span>
  );
}
