import { categoryName } from "@minato/torznab/categories";

import {
  describeCodec,
  describeLanguage,
  describeMedium,
} from "../../lib/format/format-release.ts";
import { formatSize } from "../../lib/format/format-size.ts";
import { t } from "../../lib/messages/translate.ts";
import { describeContentType } from "./content-types.ts";
import { NO_FILTERS, type ListFilter, type SearchState } from "./search-state.ts";
import { describeAgeSpan, describePicture, describeSizeSpan } from "./span-names.ts";

/** How the values of the filters read. */
export const VALUE_NAMES = {
  type: (value) => describeContentType(value).name,
  category: (value) => categoryName(Number(value))?.replace("/", " › ") ?? value,
  resolution: (value) => value,
  quality: describeMedium,
  hdr: describePicture,
  codec: describeCodec,
  language: describeLanguage,
  group: (value) => value,
  source: (value) => value,
  size: describeSizeSpan,
  age: describeAgeSpan,
  verdict: (value) =>
    value === "suspicious" || value === "fake" ? t(`verdict.${value}`) : t("verdict.good"),
  tag: (value) => `#${value}`,
  year: (value) => value.replace("..", " – "),
} as const satisfies Record<ListFilter, (value: string) => string>;

interface SetFilter {
  name: string;
  /** What takes the filter away. */
  without: Partial<SearchState>;
}

/** Every filter that is set, one by one. */
export function listFilters(state: SearchState): SetFilter[] {
  const lists = (Object.keys(VALUE_NAMES) as ListFilter[]).flatMap((filter) =>
    state[filter].map((value) => ({
      name: VALUE_NAMES[filter](value),
      without: { [filter]: state[filter].filter((other) => other !== value) },
    })),
  );
  const singles: (SetFilter | undefined)[] = [
    describeSizes(state),
    state.minSeeders === undefined
      ? undefined
      : {
          name: t("filter.seedersChip", { count: state.minSeeders }),
          without: { minSeeders: undefined },
        },
  ];
  return [...lists, ...singles.filter((filter) => filter !== undefined)];
}

/** The change that takes all filters away. */
export const WITHOUT_FILTERS: Partial<SearchState> = NO_FILTERS;

function describeSizes({ minSize, maxSize }: SearchState): SetFilter | undefined {
  const from = minSize === undefined ? undefined : formatSize(minSize);
  const to = maxSize === undefined ? undefined : formatSize(maxSize);
  const without = { minSize: undefined, maxSize: undefined };
  if (from !== undefined && to !== undefined) {
    return { name: t("filter.sizeBetween", { from, to }), without };
  }
  if (from !== undefined) return { name: t("filter.sizeAtLeast", { from }), without };
  if (to !== undefined) return { name: t("filter.sizeAtMost", { to }), without };
  return undefined;
}
