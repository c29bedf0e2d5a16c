/** Torznab capabilities document, answered to `t=caps`. */

import { CATEGORIES, expandCategory } from "./categories.ts";
import { DEFAULT_LIMITS, SEARCH_FUNCTIONS } from "./request.ts";
import type { PageLimits, SearchFunction } from "./request.ts";
import { escapeXml, XML_DECLARATION } from "./xml.ts";

/** Query parameters a function may list as supported; `cat`, `limit` and `offset` never are. */
export type SupportedParameter =
  | "q"
  | "season"
  | "ep"
  | "tvdbid"
  | "imdbid"
  | "tmdbid"
  | "tvmazeid"
  | "rid"
  | "traktid"
  | "doubanid"
  | "year"
  | "genre"
  | "artist"
  | "album"
  | "label"
  | "track"
  | "author"
  | "title"
  | "publisher";

/** Supported parameters by function; a function that is absent or has none is not available. */
export type SupportedParameters = Readonly<
  Partial<Record<SearchFunction, readonly SupportedParameter[]>>
>;

/** What an index with catalogue ids, episodes and artists offers. */
export const DEFAULT_FUNCTIONS: SupportedParameters = {
  search: ["q"],
  tvsearch: ["q", "season", "ep", "tvdbid", "imdbid", "tmdbid", "tvmazeid"],
  movie: ["q", "imdbid", "tmdbid", "year"],
  music: ["q", "artist", "album", "label", "track", "year"],
  book: ["q", "author", "title", "publisher", "year"],
};

/** The contents of a capabilities document. */
export interface CapsOptions {
  /** Name of the server, shown by some clients. */
  readonly title: string;
  /** Page sizes; must be those the request parser is given. */
  readonly limits?: PageLimits;
  /** Functions with their supported parameters. */
  readonly functions?: SupportedParameters;
  /** Category ids to list, a parent standing for all of its children; all when absent. */
  readonly categories?: readonly number[];
  /**
   * Says that the text search treats "&", apostrophes, dots and diacritics as the clients' own
   * cleaning does. Clients then send titles as they are, and cleaned ones too.
   */
  readonly hasRawSearch?: boolean;
}

// Jackett and Prowlarr write the music search under both names; the clients read audio-search.
const ELEMENTS: Readonly<Record<SearchFunction, readonly string[]>> = {
  search: ["search"],
  tvsearch: ["tv-search"],
  movie: ["movie-search"],
  music: ["music-search", "audio-search"],
  book: ["book-search"],
};

/**
 * Writes the capabilities document. Sonarr and Radarr fall back to defaults for the whole document
 * when one required attribute is absent, so every element carries all of its own.
 */
export function writeCaps(options: CapsOptions): string {
  const limits = options.limits ?? DEFAULT_LIMITS;
  const functions = options.functions ?? DEFAULT_FUNCTIONS;
  const searching = SEARCH_FUNCTIONS.flatMap((name) =>
    ELEMENTS[name].map((element) =>
      writeFunction(element, functions[name] ?? [], options.hasRawSearch ?? false),
    ),
  );
  return `${XML_DECLARATION}<caps>
  <server title="${escapeXml(options.title)}"/>
  <limits default="${limits.default}" max="${limits.max}"/>
  <searching>
${searching.join("")}  </searching>
  <categories>
${writeCategories(options.categories)}  </categories>
</caps>
`;
}

function writeFunction(
  element: string,
  parameters: readonly SupportedParameter[],
  hasRawSearch: boolean,
): string {
  if (parameters.length === 0) return `    <${element} available="no" supportedParams=""/>\n`;
  const engine = hasRawSearch ? ' searchEngine="raw"' : "";
  // No blanks around the commas: clients split and do not trim.
  return `    <${element} available="yes" supportedParams="${parameters.join(",")}"${engine}/>\n`;
}

function writeCategories(ids: readonly number[] | undefined): string {
  const listed = ids && new Set(ids.flatMap((id) => expandCategory(id)));
  let text = "";
  for (const { id, name, subcategories } of CATEGORIES) {
    const children = subcategories.filter((child) => listed?.has(child.id) ?? true);
    if (listed && !listed.has(id) && children.length === 0) continue;
    text += `    <category id="${id}" name="${escapeXml(name)}">\n`;
    for (const child of children) {
      text += `      <subcat id="${child.id}" name="${escapeXml(child.name)}"/>\n`;
    }
    text += "    </category>\n";
  }
  return text;
}
