import type { ApiInputs, ApiOutputs } from "../../lib/orpc.ts";

/** A stored profile. */
export type Profile = ApiOutputs["feeds"]["profiles"]["list"]["items"][number];
type Definition = ApiInputs["feeds"]["profiles"]["create"];
type Filters = NonNullable<Definition["filters"]>;

/** A profile as it stands in its form. */
export interface ProfileDraft {
  name: string;
  title: string;
  categories: readonly number[];
  types: readonly string[];
  sources: readonly string[];
  resolutions: readonly string[];
  languages: string;
  groups: string;
  blockedWords: string;
  tags: string;
  /** Leaves out what does not look like what it says. */
  isGoodOnly: boolean;
  minSeeders: string;
  /** In GiB. */
  minSize: string;
  maxSize: string;
  /** Empty: newest first. */
  sort: ProfileSort | "";
  defaultLimit: string;
  maxLimit: string;
}

/** An order that a profile can have instead of the newest first. */
export type ProfileSort = NonNullable<Definition["sort"]>;

/** All of these orders. */
export const PROFILE_SORTS = [
  "seeders",
  "size",
  "published",
  "title",
] as const satisfies ProfileSort[];

/** Heights that are offered. */
export const RESOLUTIONS = ["480", "576", "720", "1080", "2160"] as const;

const GIB = 1024 ** 3;
const MAX_PAGE = 100;

/** The form of a profile, or of a new one. */
export function toDraft(profile: Profile | undefined): ProfileDraft {
  const { name = "", title = "", filters = {}, sort = "", limits } = profile ?? {};
  return {
    name,
    title,
    categories: filters.categories ?? [],
    sources: filters.sources ?? [],
    types: filters.types ?? [],
    resolutions: (filters.resolutions ?? []).map(String),
    languages: (filters.languages ?? []).join(" "),
    groups: (filters.groups ?? []).join(" "),
    blockedWords: (filters.blockedWords ?? []).join(" "),
    tags: (filters.tags ?? []).join(" "),
    isGoodOnly: filters.verdicts?.includes("good") === true && filters.verdicts.length === 1,
    minSeeders: filters.minSeeders?.toString() ?? "",
    minSize: toGib(filters.minSize),
    maxSize: toGib(filters.maxSize),
    sort,
    defaultLimit: String(limits?.default ?? MAX_PAGE),
    maxLimit: String(limits?.max ?? MAX_PAGE),
  };
}

/** What the form says. An empty field is no filter, an empty number of items the usual one. */
export function toDefinition(draft: ProfileDraft): Definition {
  const { sort, defaultLimit, maxLimit } = draft;
  const max = Number(maxLimit) || MAX_PAGE;
  return {
    name: draft.name === "" ? suggestName(draft.title) : draft.name,
    title: draft.title.trim(),
    filters: toFilters(draft),
    ...(sort === "" ? {} : { sort }),
    limits: { default: Number(defaultLimit) || max, max },
  };
}

/** What the form says, as filters; an empty field is none. */
export function toFilters(draft: ProfileDraft): Filters {
  const { categories, types, sources, resolutions, minSeeders, minSize, maxSize } = draft;
  const entries = {
    categories: categories.length === 0 ? undefined : categories,
    types: types.length === 0 ? undefined : types,
    sources: sources.length === 0 ? undefined : sources,
    resolutions: resolutions.length === 0 ? undefined : resolutions.map(Number),
    languages: toWords(draft.languages),
    groups: toWords(draft.groups),
    blockedWords: toWords(draft.blockedWords),
    tags: toWords(draft.tags),
    verdicts: draft.isGoodOnly ? ["good"] : undefined,
    minSeeders: minSeeders === "" ? undefined : Number(minSeeders),
    minSize: toBytes(minSize),
    maxSize: toBytes(maxSize),
  };
  // The server checks every value; types come from the list it knows.
  return Object.fromEntries(
    Object.entries(entries).filter(([, value]) => value !== undefined),
  ) as Filters;
}

/** A name for the address, made of what people call the profile. */
export function suggestName(title: string): string {
  return title
    .normalize("NFKD")
    .toLowerCase()
    .replaceAll(/\p{M}/gu, "")
    .replaceAll(/[^a-z0-9]+/g, "-")
    .slice(0, 40)
    .replaceAll(/^-|-$/g, "");
}

function toGib(bytes: number | undefined): string {
  return bytes === undefined ? "" : String(Number((bytes / GIB).toFixed(3)));
}

function toWords(text: string): string[] | undefined {
  const words = text.split(/[\s,]+/).filter((word) => word !== "");
  return words.length === 0 ? undefined : words;
}

function toBytes(text: string): number | undefined {
  const value = Number.parseFloat(text);
  return Number.isNaN(value) || value === 0 ? undefined : Math.round(value * GIB);
}
