import type { ApiInputs, ApiOutputs } from "../../lib/orpc.ts";

/** A stored profile. */
export type Profile = ApiOutputs["feeds"]["profiles"]["list"]["items"][number];
type Definition = ApiInputs["feeds"]["profiles"]["create"];
type Filters = NonNullable<Definition["filters"]>;

/** A profile as it stands in its form. */
export interface ProfileDraft {
  name: string;
  title: string;
  types: readonly string[];
  resolutions: readonly string[];
  languages: string;
  groups: string;
  blockedWords: string;
  minSeeders: string;
  /** In GiB. */
  minSize: string;
  maxSize: string;
}

/** Heights that are offered. */
export const RESOLUTIONS = ["480", "576", "720", "1080", "2160"] as const;

const GIB = 1024 ** 3;

/** The form of a profile, or of a new one. */
export function toDraft(profile: Profile | undefined): ProfileDraft {
  const { name = "", title = "", filters = {} } = profile ?? {};
  return {
    name,
    title,
    types: filters.types ?? [],
    resolutions: (filters.resolutions ?? []).map(String),
    languages: (filters.languages ?? []).join(" "),
    groups: (filters.groups ?? []).join(" "),
    blockedWords: (filters.blockedWords ?? []).join(" "),
    minSeeders: filters.minSeeders?.toString() ?? "",
    minSize: toGib(filters.minSize),
    maxSize: toGib(filters.maxSize),
  };
}

/**
 * What the form says, as filters. What it does not show of the profile stays as it was; an empty
 * field is no filter.
 */
export function toFilters(draft: ProfileDraft, kept: Filters = {}): Filters {
  const { types, resolutions, minSeeders, minSize, maxSize } = draft;
  const entries = {
    ...kept,
    types: types.length === 0 ? undefined : types,
    resolutions: resolutions.length === 0 ? undefined : resolutions.map(Number),
    languages: toWords(draft.languages),
    groups: toWords(draft.groups),
    blockedWords: toWords(draft.blockedWords),
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
