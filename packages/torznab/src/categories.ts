/**
 * Newznab category tree: the ids of the Newznab specification with the names that Jackett and
 * Prowlarr share. Prowlarr maps a category by its name first, so the spelling is part of the
 * protocol.
 */

/** A second-level category. */
export interface Subcategory {
  /** Newznab number, for example 5040. */
  readonly id: number;
  /** Name below its parent, for example "HD". */
  readonly name: string;
}

/** A top-level category with everything below it. */
export interface TopCategory {
  /** Newznab number, a multiple of 1000. */
  readonly id: number;
  /** Canonical name, for example "TV". */
  readonly name: string;
  /** Second-level categories in ascending order of id. */
  readonly subcategories: readonly Subcategory[];
}

/** The one category table of the product, in ascending order of id (Newznab; Prowlarr's x265). */
export const CATEGORIES: readonly TopCategory[] = [
  top(1000, "Console", {
    1010: "NDS",
    1020: "PSP",
    1030: "Wii",
    1040: "XBox",
    1050: "XBox 360",
    1060: "Wiiware",
    1070: "XBox 360 DLC",
    1080: "PS3",
    1090: "Other",
    1110: "3DS",
    1120: "PS Vita",
    1130: "WiiU",
    1140: "XBox One",
    1180: "PS4",
  }),
  top(2000, "Movies", {
    2010: "Foreign",
    2020: "Other",
    2030: "SD",
    2040: "HD",
    2045: "UHD",
    2050: "BluRay",
    2060: "3D",
    2070: "DVD",
    2080: "WEB-DL",
    2090: "x265",
  }),
  top(3000, "Audio", {
    3010: "MP3",
    3020: "Video",
    3030: "Audiobook",
    3040: "Lossless",
    3050: "Other",
    3060: "Foreign",
  }),
  top(4000, "PC", {
    4010: "0day",
    4020: "ISO",
    4030: "Mac",
    4040: "Mobile-Other",
    4050: "Games",
    4060: "Mobile-iOS",
    4070: "Mobile-Android",
  }),
  top(5000, "TV", {
    5010: "WEB-DL",
    5020: "Foreign",
    5030: "SD",
    5040: "HD",
    5045: "UHD",
    5050: "Other",
    5060: "Sport",
    5070: "Anime",
    5080: "Documentary",
    5090: "x265",
  }),
  top(6000, "XXX", {
    6010: "DVD",
    6020: "WMV",
    6030: "XviD",
    6040: "x264",
    6045: "UHD",
    6050: "Pack",
    6060: "ImageSet",
    6070: "Other",
    6080: "SD",
    6090: "WEB-DL",
  }),
  top(7000, "Books", {
    7010: "Mags",
    7020: "EBook",
    7030: "Comics",
    7040: "Technical",
    7050: "Other",
    7060: "Foreign",
  }),
  top(8000, "Other", { 8010: "Misc", 8020: "Hashed" }),
];

interface CategoryEntry {
  readonly fullName: string;
  readonly parent: number;
  readonly members: readonly number[];
}

const entries = new Map<number, CategoryEntry>();
const idsByName = new Map<string, number>();
for (const category of CATEGORIES) {
  const children = category.subcategories.map((subcategory) => subcategory.id);
  addEntry(category.id, category.name, category.id, [category.id, ...children]);
  for (const subcategory of category.subcategories) {
    const fullName = `${category.name}/${subcategory.name}`;
    addEntry(subcategory.id, fullName, category.id, [subcategory.id]);
  }
}

const longestName = Math.max(...[...idsByName.keys()].map((name) => name.length));

/** Tells whether the id is in the table. */
export function isKnownCategory(id: number): boolean {
  return entries.has(id);
}

/** The top-level id a category belongs to (a top-level id gives itself), `undefined` if unknown. */
export function parentCategory(id: number): number | undefined {
  return entries.get(id)?.parent;
}

/**
 * The ids a requested category stands for: a top-level one means itself and all its children, a
 * second-level one only itself. Unknown ids stand for nothing and give an empty array.
 */
export function expandCategory(id: number): readonly number[] {
  return entries.get(id)?.members ?? [];
}

/** The full canonical name, "TV" or "TV/HD", `undefined` if the id is unknown. */
export function categoryName(id: number): string | undefined {
  return entries.get(id)?.fullName;
}

/**
 * Finds a category id by its full name in any case, written "TV", "TV/HD" or "tv > hd". A
 * second-level name alone ("HD") is ambiguous and is not found.
 */
export function findCategoryByName(text: string): number | undefined {
  // Room for blanks around the separator, and no work on long hostile text.
  if (text.length > longestName + 16) return undefined;
  const parts = text.toLowerCase().split(/[/>]/);
  return idsByName.get(parts.map((part) => part.trim().replaceAll(/\s+/g, " ")).join("/"));
}

function top(id: number, name: string, subcategories: Record<number, string>): TopCategory {
  return {
    id,
    name,
    // Integer keys of an object are iterated in ascending order.
    subcategories: Object.entries(subcategories).map(([key, value]) => ({
      id: Number(key),
      name: value,
    })),
  };
}

function addEntry(id: number, fullName: string, parent: number, members: readonly number[]): void {
  entries.set(id, { fullName, parent, members });
  idsByName.set(fullName.toLowerCase(), id);
}
