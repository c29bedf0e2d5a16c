import type { ExternalIds } from "./search-engine.ts";

const MAX_ID = 0x7fff_ffff;
const IMDB = /^(?:tt)?0*(\d{1,10})$/i;
const NUMBER = /^0*(\d{1,10})$/;

/** Pages of works, and the bare ids of IMDb, which nothing else looks like. */
const LINKS: readonly { catalogue: keyof ExternalIds; pattern: RegExp }[] = [
  {
    catalogue: "imdb",
    pattern:
      /^(?:(?:https?:\/\/)?(?:[a-z]+\.)?imdb\.com\/(?:[a-z]{2}\/)?title\/)?tt0*(\d{1,10})(?:[/?#]\S*)?$/i,
  },
  {
    catalogue: "tmdb",
    pattern:
      /^(?:https?:\/\/)?(?:www\.)?themoviedb\.org\/(?:movie|tv)\/0*(\d{1,10})(?:[-/?#]\S*)?$/i,
  },
  {
    catalogue: "tvdb",
    pattern:
      /^(?:https?:\/\/)?(?:www\.)?thetvdb\.com\/(?:dereferrer\/series\/|index\.php\?(?:tab=series&)?id=|\?(?:tab=series&)?id=)0*(\d{1,10})(?:[/?&#]\S*)?$/i,
  },
  {
    catalogue: "tvmaze",
    pattern: /^(?:https?:\/\/)?(?:www\.)?tvmaze\.com\/shows\/0*(\d{1,10})(?:[/?#]\S*)?$/i,
  },
];

/** The catalogues that a key of the query language names. */
export const CATALOGUES = ["imdb", "tmdb", "tvdb", "tvmaze"] as const;

/** Reads what stands behind the key of a catalogue; undefined for other keys and for no id. */
export function readWorkId(key: string, value: string): ExternalIds | undefined {
  const catalogue = CATALOGUES.find((name) => name === key);
  if (catalogue === undefined) return undefined;
  return toWork(catalogue, (catalogue === "imdb" ? IMDB : NUMBER).exec(value)?.[1]);
}

/** Reads the pasted address of a work's page, or its bare IMDb id; undefined for another text. */
export function readWorkLink(text: string): ExternalIds | undefined {
  for (const { catalogue, pattern } of LINKS) {
    const work = toWork(catalogue, pattern.exec(text.trim())?.[1]);
    if (work !== undefined) return work;
  }
  return undefined;
}

function toWork(catalogue: keyof ExternalIds, digits: string | undefined): ExternalIds | undefined {
  const id = Number(digits ?? 0);
  return id > 0 && id <= MAX_ID ? { [catalogue]: [id] } : undefined;
}
