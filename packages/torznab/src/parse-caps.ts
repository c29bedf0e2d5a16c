/** Capabilities documents of other servers, read as liberally as they are written. */

import type { OpenedElement, XmlVisitor } from "./read-xml.ts";
import type { PageLimits, SearchFunction } from "./request.ts";

/** A category of another server; its own ones have numbers from 100000 on. */
export interface RemoteCategory {
  readonly id: number;
  readonly name: string;
  /** Id of the category above it. */
  readonly parent?: number | undefined;
}

/** What another server can do. */
export interface RemoteCaps {
  readonly title: string | undefined;
  readonly limits: PageLimits;
  /** Query parameters by function; a function that is absent is not available. */
  readonly functions: Readonly<Partial<Record<SearchFunction, readonly string[]>>>;
  readonly categories: readonly RemoteCategory[];
}

/** What a server without `supportedParams` is assumed to know, as Sonarr and Radarr do. */
const ASSUMED: Readonly<Record<SearchFunction, readonly string[]>> = {
  search: ["q"],
  tvsearch: ["q", "rid", "season", "ep"],
  movie: ["q", "imdbid"],
  music: ["q"],
  book: ["q"],
};

const FUNCTIONS: Readonly<Record<string, SearchFunction>> = {
  search: "search",
  "tv-search": "tvsearch",
  "movie-search": "movie",
  "music-search": "music",
  "audio-search": "music",
  "book-search": "book",
};

const MAX_CATEGORIES = 2000;
const MAX_PARAMETERS = 50;
const DEFAULT_PAGE = 100;
const MAX_PAGE = 5000;

/** Gathers a capabilities document. */
export class CapsVisitor implements XmlVisitor {
  #title: string | undefined;
  #default: number | undefined;
  #max: number | undefined;
  readonly #functions: Partial<Record<SearchFunction, readonly string[]>> = {};
  readonly #categories: RemoteCategory[] = [];
  #parent: number | undefined;

  open({ name, attributes, path }: OpenedElement): void {
    if (name === "server") this.#title = attributes["title"] ?? attributes["strapline"];
    else if (name === "limits") this.#readLimits(attributes);
    else if (path.at(-1) === "searching") this.#readFunction(name, attributes);
    else if (name === "category" || name === "subcat") this.#readCategory(name, attributes);
  }

  /** What was read; a page size nobody named is that of most servers. */
  finish(): RemoteCaps {
    const page = this.#default ?? this.#max ?? DEFAULT_PAGE;
    return {
      title: this.#title,
      limits: { default: page, max: Math.max(page, this.#max ?? page) },
      functions: this.#functions,
      categories: this.#categories,
    };
  }

  #readLimits(attributes: Readonly<Record<string, string>>): void {
    this.#default = readPage(attributes["default"]);
    this.#max = readPage(attributes["max"]);
  }

  #readFunction(element: string, attributes: Readonly<Record<string, string>>): void {
    const name = Object.hasOwn(FUNCTIONS, element) ? FUNCTIONS[element] : undefined;
    if (name === undefined || !/^(?:yes|true|1)$/i.test(attributes["available"]?.trim() ?? "")) {
      return;
    }
    const supported = attributes["supportedparams"]
      ?.split(",")
      .map((parameter) => parameter.trim().toLowerCase())
      .filter((parameter) => /^[a-z]{1,20}$/.test(parameter))
      .slice(0, MAX_PARAMETERS);
    const known = supported === undefined || supported.length === 0 ? ASSUMED[name] : supported;
    this.#functions[name] = [...new Set([...(this.#functions[name] ?? []), ...known])];
  }

  #readCategory(name: string, attributes: Readonly<Record<string, string>>): void {
    const id = Number(attributes["id"]?.trim());
    if (!Number.isSafeInteger(id) || id < 0 || this.#categories.length >= MAX_CATEGORIES) return;
    if (name === "category") this.#parent = id;
    this.#categories.push({
      id,
      name: (attributes["name"] ?? attributes["description"] ?? String(id)).trim().slice(0, 200),
      parent: name === "subcat" ? this.#parent : undefined,
    });
  }
}

function readPage(text: string | undefined): number | undefined {
  const value = Number(text?.trim());
  return text !== undefined && Number.isInteger(value) && value > 0
    ? Math.min(value, MAX_PAGE)
    : undefined;
}
