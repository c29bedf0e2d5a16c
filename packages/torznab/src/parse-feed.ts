/** Feeds of other servers, read as liberally as they are written. */

import { parseMailDate } from "./parse-mail-date.ts";
import type { OpenedElement, XmlVisitor } from "./read-xml.ts";

/** A release as another server describes it; what it does not say is absent. */
export interface RemoteRelease {
  readonly title: string;
  /** The server's own name for it, or its download address where it has none. */
  readonly guid: string;
  readonly pubDate?: Date | undefined;
  readonly detailsUrl?: string | undefined;
  /** Address of the `.torrent`; may lead to a magnet link in the end. */
  readonly torrentUrl?: string | undefined;
  readonly magnetUrl?: string | undefined;
  /** 40 lower-case hex. */
  readonly infoHash?: string | undefined;
  readonly size?: number | undefined;
  readonly categories: readonly number[];
  readonly seeders?: number | undefined;
  readonly leechers?: number | undefined;
  readonly snatches?: number | undefined;
  readonly fileCount?: number | undefined;
  readonly imdbId?: number | undefined;
  readonly tmdbId?: number | undefined;
  readonly tvdbId?: number | undefined;
  readonly tvmazeId?: number | undefined;
  readonly anidbId?: number | undefined;
  readonly downloadVolumeFactor?: number | undefined;
  readonly uploadVolumeFactor?: number | undefined;
}

/** The releases of a page, and how many there are in all if the server says so. */
export interface RemotePage {
  readonly releases: readonly RemoteRelease[];
  readonly total: number | undefined;
}

/** An `<error>` of another server. */
export interface RemoteError {
  readonly code: number | undefined;
  readonly description: string;
}

interface Draft {
  elements: Map<string, string>;
  attributes: Map<string, string[]>;
  enclosures: Readonly<Record<string, string>>[];
}

const MAX_ITEMS = 5000;
const MAX_PER_ITEM = 200;
const MAX_TITLE = 1000;
const MAX_URL = 32_768;
const BASE32 = "abcdefghijklmnopqrstuvwxyz234567";

/** Gathers the items of a feed, and the error that may stand in its place. */
export class FeedVisitor implements XmlVisitor {
  readonly releases: RemoteRelease[] = [];
  total: number | undefined;
  error: RemoteError | undefined;
  #item: Draft | undefined;

  open({ name, attributes, path }: OpenedElement): void {
    if (name === "error" && path.length === 0) {
      this.error = readErrorAttributes(attributes);
    } else if (name === "item" || name === "entry") {
      this.#item = { elements: new Map(), attributes: new Map(), enclosures: [] };
    } else if (name === "response" && this.#item === undefined) {
      this.total = readCount(attributes["total"]);
    } else if (this.#item !== undefined) {
      readInner(this.#item, name, attributes);
    }
  }

  close(name: string, text: string, path: readonly string[]): void {
    if (name === "error" && path.length === 0 && this.error?.description === "") {
      this.error = { ...this.error, description: text.slice(0, MAX_TITLE) };
    }
    if (this.#item === undefined) return;
    if (name === "item" || name === "entry") {
      const release = toRelease(this.#item);
      if (release !== undefined && this.releases.length < MAX_ITEMS) this.releases.push(release);
      this.#item = undefined;
    } else if (name === "category") {
      addAttribute(this.#item, name, text);
    } else if (text !== "" && !this.#item.elements.has(name)) {
      if (this.#item.elements.size < MAX_PER_ITEM) this.#item.elements.set(name, text);
    }
  }

  finish(): RemotePage {
    return { releases: this.releases, total: this.total };
  }
}

/** Servers write `code`, `error` or `id`, and `description`, `message` or a text. */
function readErrorAttributes(attributes: Readonly<Record<string, string>>): RemoteError {
  const code = attributes["code"] ?? attributes["error"] ?? attributes["id"];
  const description = attributes["description"] ?? attributes["message"] ?? "";
  return { code: readCount(code), description: description.slice(0, MAX_TITLE) };
}

function readInner(item: Draft, name: string, attributes: Readonly<Record<string, string>>): void {
  if (name === "attr" && attributes["name"] !== undefined) {
    addAttribute(item, attributes["name"].trim().toLowerCase(), attributes["value"]?.trim() ?? "");
  } else if (name === "enclosure" || (name === "link" && attributes["rel"] === "enclosure")) {
    if (item.enclosures.length < MAX_PER_ITEM) item.enclosures.push(attributes);
  }
}

function addAttribute(item: Draft, name: string, value: string): void {
  if (value === "") return;
  const known = item.attributes.get(name);
  if (known === undefined) {
    if (item.attributes.size < MAX_PER_ITEM) item.attributes.set(name, [value]);
  } else if (known.length < MAX_PER_ITEM) known.push(value);
}

function toRelease(item: Draft): RemoteRelease | undefined {
  const title = item.elements.get("title")?.slice(0, MAX_TITLE);
  const attribute = (...names: string[]) => {
    for (const name of names) {
      const value = item.attributes.get(name)?.[0];
      if (value !== undefined) return value;
    }
    return undefined;
  };
  const enclosure = findEnclosure(item);
  const link = item.elements.get("link");
  const magnetUrl = [
    attribute("magneturl"),
    enclosure?.["url"],
    enclosure?.["href"],
    link,
    item.elements.get("guid"),
  ].find(isMagnet);
  const torrentUrl = [enclosure?.["url"], enclosure?.["href"], link].find(isHttp);
  const infoHash =
    readInfoHash(attribute("infohash")) ??
    readInfoHash(/btih:([0-9a-z]+)/i.exec(magnetUrl ?? "")?.[1]);
  const guid = item.elements.get("guid") ?? item.elements.get("id") ?? torrentUrl ?? magnetUrl;
  if (title === undefined || guid === undefined) return undefined;
  if (torrentUrl === undefined && magnetUrl === undefined && infoHash === undefined)
    return undefined;
  const seeders = readCount(attribute("seeders"));
  const peers = readCount(attribute("peers"));
  const leechers =
    readCount(attribute("leechers")) ??
    (peers !== undefined && seeders !== undefined ? Math.max(0, peers - seeders) : undefined);
  const date =
    item.elements.get("pubdate") ?? attribute("usenetdate") ?? item.elements.get("updated");
  return withoutUndefined({
    title,
    guid: guid.slice(0, MAX_URL),
    pubDate: date === undefined ? undefined : parseMailDate(date),
    detailsUrl: [
      item.elements.get("comments")?.replace(/#comments$/, ""),
      item.elements.get("guid"),
      link === torrentUrl ? undefined : link,
    ].find(isHttp),
    torrentUrl,
    magnetUrl,
    infoHash,
    size: readSize(attribute("size") ?? item.elements.get("size") ?? enclosure?.["length"]),
    categories: readCategories(item),
    seeders,
    leechers,
    snatches: readCount(attribute("grabs") ?? item.elements.get("grabs")),
    fileCount: readCount(attribute("files") ?? item.elements.get("files")),
    imdbId: readId(attribute("imdb", "imdbid")),
    tmdbId: readId(attribute("tmdbid", "tmdb")),
    tvdbId: readId(attribute("tvdbid", "tvdb")),
    tvmazeId: readId(attribute("tvmazeid", "tvmaze")),
    anidbId: readId(attribute("anidbid", "anidb")),
    downloadVolumeFactor: readFactor(attribute("downloadvolumefactor")),
    uploadVolumeFactor: readFactor(attribute("uploadvolumefactor")),
  });
}

function findEnclosure({ enclosures }: Draft) {
  return (
    enclosures.find((one) => one["type"]?.startsWith("application/x-bittorrent")) ?? enclosures[0]
  );
}

function readCategories({ attributes }: Draft): readonly number[] {
  const ids = (attributes.get("category") ?? []).flatMap((value) =>
    value.split(",").map((text) => (/^\s*\d{1,9}\s*$/.test(text) ? Number(text) : undefined)),
  );
  return [...new Set(ids.filter((id) => id !== undefined))];
}

/** "12", "12.0" and "1,234" are counts; anything negative or else is unknown. */
function readCount(text: string | undefined): number | undefined {
  if (text === undefined || !/^\s*\d[\d,]*(?:\.0*)?\s*$/.test(text)) return undefined;
  const value = Number(text.replaceAll(",", ""));
  return Number.isSafeInteger(value) ? value : undefined;
}

/** Bytes; some servers write "1.4 GB". */
function readSize(text: string | undefined): number | undefined {
  const count = readCount(text);
  if (count !== undefined) return count > 0 ? count : undefined;
  const [, number, unit = ""] = /^\s*(\d+(?:[.,]\d+)?)\s*([kmgt]?)i?b?\s*$/i.exec(text ?? "") ?? [];
  if (number === undefined) return undefined;
  const power = " kmgt".indexOf(unit.toLowerCase() || " ");
  const bytes = Math.round(Number(number.replace(",", ".")) * 1024 ** power);
  return Number.isSafeInteger(bytes) && bytes > 0 ? bytes : undefined;
}

function readId(text: string | undefined): number | undefined {
  const [, digits] = /^\s*(?:tt)?(\d{1,10})\s*$/i.exec(text ?? "") ?? [];
  const id = Number(digits ?? 0);
  return id > 0 && id <= 2_147_483_647 ? id : undefined;
}

function readFactor(text: string | undefined): number | undefined {
  const value = text === undefined || text.trim() === "" ? Number.NaN : Number(text);
  return value >= 0 && value <= 100 ? value : undefined;
}

/** 40 hex or 32 base32 as 40 lower-case hex. */
function readInfoHash(text: string | undefined): string | undefined {
  const hash = text?.trim().toLowerCase() ?? "";
  if (/^[0-9a-f]{40}$/.test(hash)) return hash;
  if (!/^[a-z2-7]{32}$/.test(hash)) return undefined;
  let bits = 0n;
  for (const letter of hash) bits = (bits << 5n) | BigInt(BASE32.indexOf(letter));
  return bits.toString(16).padStart(40, "0");
}

function isMagnet(url: string | undefined): url is string {
  return url !== undefined && url.length <= MAX_URL && /^magnet:\?/i.test(url);
}

function isHttp(url: string | undefined): url is string {
  return (
    url !== undefined && url.length <= MAX_URL && /^https?:\/\//i.test(url) && URL.canParse(url)
  );
}

function withoutUndefined(release: RemoteRelease): RemoteRelease {
  const known = Object.entries(release).filter(([, value]) => value !== undefined);
  // Only optional fields were left out.
  return Object.fromEntries(known) as unknown as RemoteRelease;
}
