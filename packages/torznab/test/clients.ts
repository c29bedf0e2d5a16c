/** The parsing rules of Sonarr, Radarr and Prowlarr, strictest of the three first. */

import { CATEGORIES } from "../src/categories.ts";
import { attribute, element, elements, parseXml } from "./xml-tree.ts";
import type { XmlElement } from "./xml-tree.ts";

const TORZNAB = "http://torznab.com/schemas/2015/feed";
const NEWZNAB = "http://www.newznab.com/DTD/2010/feeds/attributes/";
const TORRENT_TYPES = [
  "application/x-bittorrent",
  "application/x-bittorrent;x-scheme-handler/magnet",
];

export interface ReadCaps {
  readonly defaultPageSize: number;
  readonly maxPageSize: number;
  /** Supported parameters by element name, `null` when not available. */
  readonly functions: Readonly<Record<string, readonly string[] | null>>;
  readonly rawEngines: readonly string[];
  readonly categories: ReadonlySet<number>;
}

export interface ReadItem {
  readonly title: string;
  readonly guid: string;
  readonly pubDate: Date;
  readonly downloadUrl: string;
  readonly infoUrl: string | undefined;
  readonly size: number;
  readonly seeders: number | undefined;
  readonly peers: number | undefined;
  readonly imdbId: number | undefined;
  readonly categories: readonly number[];
  readonly attributes: ReadonlyMap<string, readonly string[]>;
}

/** Reads a capabilities document; throws where a client would fail or fall back to defaults. */
export function readCaps(document: string): ReadCaps {
  const root = parseXml(document);
  if (root.name !== "caps") throw new Error("<caps> expected");
  const limits = element(root, "limits");
  const functions: Record<string, readonly string[] | null> = {};
  const rawEngines: string[] = [];
  for (const child of element(root, "searching").children) {
    // A plain comparison and a plain split: "Yes" or a blank after a comma lose the function.
    const isAvailable = attribute(child, "available") === "yes";
    functions[child.name] = isAvailable ? attribute(child, "supportedParams").split(",") : null;
    if (child.attributes["searchEngine"] === "raw") rawEngines.push(child.name);
  }
  return {
    defaultPageSize: parseInteger(attribute(limits, "default")),
    maxPageSize: parseInteger(attribute(limits, "max")),
    functions,
    rawEngines,
    categories: new Set(
      elements(element(root, "categories"), "category").flatMap((top) => mapCategory(top)),
    ),
  };
}

/** Reads a feed; throws where a client would refuse the feed or drop the item. */
export function readFeed(document: string, caps: ReadCaps): ReadItem[] {
  const channel = element(parseXml(document), "channel");
  for (const name of ["title", "description", "link"]) element(channel, name);
  const response = channel.children.find((child) => child.name === "response");
  if (response?.uri !== NEWZNAB) throw new Error("newznab:response expected");
  parseInteger(attribute(response, "offset"));
  parseInteger(attribute(response, "total"));
  const items = elements(channel, "item").map((item) => readItem(item, caps));
  if (new Set(items.map((item) => item.guid)).size !== items.length) {
    throw new Error("unique guids expected");
  }
  return items;
}

/** Reads an error document the way Sonarr does, which needs both attributes. */
export function readError(document: string): { code: number; description: string } {
  const root = parseXml(document);
  if (root.name !== "error") throw new Error("<error> expected");
  return {
    code: parseInteger(attribute(root, "code")),
    description: attribute(root, "description"),
  };
}

function readItem(item: XmlElement, caps: ReadCaps): ReadItem {
  const attributes = new Map<string, string[]>();
  for (const child of item.children) {
    if (child.uri !== TORZNAB) continue;
    const value = attribute(child, "value");
    if (child.name !== "attr" || value.trim() === "") throw new Error("attribute without value");
    const name = attribute(child, "name");
    attributes.set(name, [...(attributes.get(name) ?? []), value]);
  }
  const numberOf = (name: string) => {
    const value = attributes.get(name)?.[0];
    return value === undefined ? undefined : parseInteger(value);
  };
  const enclosure = elements(item, "enclosure").find((candidate) =>
    TORRENT_TYPES.includes(attribute(candidate, "type")),
  );
  if (!enclosure) throw new Error("enclosure of a torrent type expected");
  const categories = (attributes.get("category") ?? []).map((value) => parseInteger(value));
  if (!categories.some((id) => caps.categories.has(id))) throw new Error("No categories provided");
  const imdb = attributes.get("imdb")?.[0];
  // Prowlarr cuts "tt" off by position and wants seven digits behind it.
  const imdbid = attributes.get("imdbid")?.[0];
  if (imdbid !== undefined && imdbid.slice(2).length < 7) throw new Error("imdbid too short");
  const seeders = numberOf("seeders");
  const leechers = numberOf("leechers");
  if (parseInteger(attribute(enclosure, "length")) !== numberOf("size")) throw new Error("size");
  return {
    title: present(element(item, "title").text),
    guid: present(element(item, "guid").text),
    pubDate: parseDate(element(item, "pubDate").text),
    downloadUrl: attributes.get("magneturl")?.[0] ?? present(attribute(enclosure, "url")),
    infoUrl: elements(item, "comments")[0]?.text.replace(/#comments$/, ""),
    size: parseInteger(element(item, "size").text),
    seeders,
    peers:
      numberOf("peers") ??
      (seeders === undefined || leechers === undefined ? undefined : seeders + leechers),
    imdbId: imdb === undefined ? undefined : parseInteger(imdb),
    categories,
    attributes,
  };
}

/** Prowlarr maps by name first and by id only then; a wrong name re-routes the category. */
function mapCategory(top: XmlElement): number[] {
  const name = attribute(top, "name").toLowerCase();
  const mapped = CATEGORIES.find((candidate) => name.includes(candidate.name.toLowerCase()));
  const id = parseInteger(attribute(top, "id"));
  if (mapped?.id !== id) throw new Error(`category ${id} would become ${mapped?.id}`);
  const children = elements(top, "subcat").map((sub) => {
    const subId = parseInteger(attribute(sub, "id"));
    const subName = attribute(sub, "name").toLowerCase();
    const target = mapped.subcategories.find((child) => child.name.toLowerCase() === subName);
    if (target?.id !== subId) throw new Error(`category ${subId} would become ${target?.id}`);
    return subId;
  });
  return [id, ...children];
}

/** `int.Parse` and `long.Parse` of .NET with the invariant culture. */
function parseInteger(text: string): number {
  if (!/^\s*[+-]?\d{1,18}\s*$/.test(text)) throw new Error(`integer expected, not ${text}`);
  return Number(text);
}

/** `DateTime.Parse` of .NET, which refuses a date whose weekday is another. */
function parseDate(text: string): Date {
  const match = /^(\w{3}), (\d{2} \w{3} \d{4} \d{2}:\d{2}:\d{2}) \+0000$/.exec(text);
  const date = new Date(`${match?.[2]} UTC`);
  const weekday = date.toLocaleDateString("en-US", { weekday: "short", timeZone: "UTC" });
  if (match?.[1] !== weekday) throw new Error(`date with its weekday expected, not ${text}`);
  return date;
}

function present(text: string): string {
  if (text.trim() === "") throw new Error("text expected");
  return text;
}
