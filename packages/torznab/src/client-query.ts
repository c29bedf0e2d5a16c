/** Searches as they are sent to other servers, within what their capabilities name. */

import type { RemoteCaps } from "./parse-caps.ts";
import { ID_PARAMETERS, type IdSource, type SearchFunction } from "./request.ts";
import { TorznabError } from "./torznab-error.ts";

/** What to look for on another server; everything given holds together, ids are alternatives. */
export interface TorznabQuery {
  /** `search` unless told. */
  readonly function?: SearchFunction | undefined;
  readonly q?: string | undefined;
  readonly categories?: readonly number[] | undefined;
  readonly ids?: Readonly<Partial<Record<IdSource, number>>> | undefined;
  readonly season?: number | undefined;
  readonly episode?: number | undefined;
  readonly year?: number | undefined;
  readonly artist?: string | undefined;
  readonly album?: string | undefined;
  readonly author?: string | undefined;
  readonly title?: string | undefined;
}

const TEXTS = ["artist", "album", "author", "title"] as const;
/** The empty string has no meaning of its own to any server. */
const isGiven = (text: string | undefined): text is string =>
  text !== undefined && text.trim() !== "";

/**
 * Writes a search as parameters that the server supports: what it does not know becomes words of
 * the text, and ids that it does not know are left out. Throws `TorznabError` ("refused") when
 * nothing of what was asked would be left, since the server would answer everything it has.
 */
export function toParameters(query: TorznabQuery, caps: RemoteCaps): URLSearchParams {
  const wanted = query.function ?? "search";
  const isAvailable = caps.functions[wanted] !== undefined;
  const name = isAvailable ? wanted : "search";
  const supported = new Set(caps.functions[name] ?? ["q"]);
  const parameters = new URLSearchParams({ t: name, extended: "1" });
  const words = isGiven(query.q) ? [query.q.trim()] : [];
  if (query.categories !== undefined && query.categories.length > 0) {
    parameters.set("cat", query.categories.join(","));
  }
  addIds(parameters, query, supported);
  const hasIds = [...parameters.keys()].length > (parameters.has("cat") ? 3 : 2);
  for (const text of TEXTS) {
    const value = query[text];
    if (!isGiven(value)) continue;
    if (supported.has(text)) parameters.set(text, value);
    else words.push(value);
  }
  addEpisode(parameters, words, query, supported);
  if (query.year !== undefined) {
    if (supported.has("year")) parameters.set("year", String(query.year));
    else if (words.length > 0) words.push(String(query.year));
  }
  if (words.length > 0) parameters.set("q", words.join(" "));
  const hasAskedIds = Object.values(query.ids ?? {}).some((id) => id !== undefined);
  if (hasAskedIds && !hasIds && words.length === 0) {
    throw new TorznabError("refused", "the index knows none of these ids and there is no text");
  }
  if (!isAvailable && caps.functions.search === undefined) {
    throw new TorznabError("refused", `the index offers neither ${wanted} nor search`);
  }
  return parameters;
}

function addIds(
  parameters: URLSearchParams,
  query: TorznabQuery,
  supported: ReadonlySet<string>,
): void {
  for (const [source, parameter] of Object.entries(ID_PARAMETERS)) {
    // The keys of the table are its sources.
    const id = query.ids?.[source as IdSource];
    if (id === undefined || !supported.has(parameter)) continue;
    const isImdb = parameter === "imdbid";
    parameters.set(parameter, isImdb ? `tt${String(id).padStart(7, "0")}` : String(id));
  }
}

/** A server without seasons finds "S01E02" among the words. */
function addEpisode(
  parameters: URLSearchParams,
  words: string[],
  { season, episode }: TorznabQuery,
  supported: ReadonlySet<string>,
): void {
  if (season === undefined) return;
  if (supported.has("season") && (episode === undefined || supported.has("ep"))) {
    parameters.set("season", String(season));
    if (episode !== undefined) parameters.set("ep", String(episode));
    return;
  }
  const code = `S${String(season).padStart(2, "0")}`;
  words.push(episode === undefined ? code : `${code}E${String(episode).padStart(2, "0")}`);
}
