import { createHash } from "node:crypto";

import type { ContentType } from "@minato/release-title";
import {
  CATEGORIES,
  DEFAULT_FUNCTIONS,
  expandCategory,
  parentCategory,
  writeCaps,
  type SearchFunction,
} from "@minato/torznab";

import type { ProfileDefinition, ProfileFilters } from "./profile.ts";

/** A capabilities document with its tag. */
export interface Caps {
  document: string;
  etag: string;
}

/** Least heights that the classifier calls ultra high and high definition. */
const UHD_LINES = 1500;
const HD_LINES = 700;

/** Where the classifier puts each type. */
const CATEGORIES_OF: Readonly<Record<ContentType, readonly number[]>> = {
  movie: expandCategory(2000),
  tv: expandCategory(5000),
  anime: expandCategory(5000),
  sport: expandCategory(5000),
  music: expandCategory(3000).filter((id) => id !== 3030),
  audiobook: [3000, 3030],
  ebook: [7000, 7020],
  comic: [7000, 7030],
  magazine: [7000, 7010],
  game: [...expandCategory(1000), 4000, 4030, 4050, 4060, 4070],
  software: expandCategory(4000).filter((id) => id !== 4050),
  course: [7000, 7040, 8000, 8010],
  adult: expandCategory(6000),
  other: expandCategory(8000),
};

/** The family each function needs; a search needs none. */
const FAMILIES: Readonly<Record<SearchFunction, number | undefined>> = {
  search: undefined,
  tvsearch: 5000,
  movie: 2000,
  music: 3000,
  book: 7000,
};

/** What Minato, or one of its profiles, can do: only categories and functions that can answer. */
export function describeCaps(
  title: string,
  profile?: Pick<ProfileDefinition, "filters" | "limits">,
): Caps {
  const document =
    profile === undefined
      ? writeCaps({ title })
      : writeCaps({
          title,
          limits: profile.limits,
          ...narrow(listOccurring(profile.filters)),
        });
  const hash = createHash("sha256").update(document).digest("base64url").slice(0, 22);
  return { document, etag: `"${hash}"` };
}

function narrow(categories: readonly number[] | undefined) {
  if (categories === undefined) return {};
  const families = new Set(categories.map((id) => parentCategory(id)));
  const functions = Object.entries(DEFAULT_FUNCTIONS).filter(([name]) => {
    // The keys of the defaults are functions.
    const family = FAMILIES[name as SearchFunction];
    return family === undefined || families.has(family);
  });
  // A parent stands for all of its children in the document: it is listed through those that occur.
  const listed = categories.filter((id) => parentCategory(id) !== id);
  return { functions: Object.fromEntries(functions), categories: listed };
}

/** Categories of which each torrent of the profile has one at least; undefined for all. */
function listOccurring(filters: ProfileFilters): readonly number[] | undefined {
  const { categories, types, resolutions } = filters;
  if (categories === undefined && types === undefined && resolutions === undefined) {
    return undefined;
  }
  const wanted = categories && new Set(categories.flatMap((id) => expandCategory(id)));
  const typed = new Set((types ?? []).flatMap((type) => CATEGORIES_OF[type]));
  const all = types === undefined ? ALL : typed;
  const impossible = listImpossible(resolutions);
  return [...all].filter((id) => wanted?.has(id) !== false && !impossible.has(id));
}

const ALL: ReadonlySet<number> = new Set(CATEGORIES.flatMap(({ id }) => expandCategory(id)));

/** Definitions of films and television that no wanted height belongs to. */
function listImpossible(resolutions: readonly number[] | undefined): ReadonlySet<number> {
  if (resolutions === undefined) return new Set();
  const impossible = new Set([2030, 2040, 2045, 5030, 5040, 5045]);
  for (const lines of resolutions) {
    const child = lines >= UHD_LINES ? 45 : lines >= HD_LINES ? 40 : 30;
    impossible.delete(2000 + child);
    impossible.delete(5000 + child);
  }
  return impossible;
}
