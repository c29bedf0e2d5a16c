/** What the specifications of RSS 2.0 and Atom demand, as far as it can be checked. */

import { attribute, element, elements, parseXml, type XmlElement } from "./xml-tree.ts";

const ATOM = "http://www.w3.org/2005/Atom";
const RFC_822 =
  /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d{2} (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4} \d{2}:\d{2}:\d{2} (?:[+-]\d{4}|GMT)$/;
const RFC_3339 = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})$/;
const ONCE_IN_CHANNEL = [
  "title",
  "link",
  "description",
  "lastBuildDate",
  "ttl",
  "generator",
  "docs",
];
const CHANNEL = new Set([...ONCE_IN_CHANNEL, "item"]);
const ONCE_IN_ITEM = ["title", "link", "description", "comments", "enclosure", "guid", "pubDate"];
const ITEM = new Set([...ONCE_IN_ITEM, "category"]);

/** Checks a document against RSS 2.0 (rssboard.org/rss-specification); throws at the first fault. */
export function validateRss(document: string): XmlElement[] {
  const root = parseXml(document);
  demand(root.name === "rss" && root.uri === "", "the root is rss in no namespace");
  demand(attribute(root, "version") === "2.0", "version 2.0");
  demand(elements(root, "channel").length === 1, "one channel");
  const channel = element(root, "channel");
  demandOnce(channel, ONCE_IN_CHANNEL, ["title", "link", "description"]);
  demandKnown(channel, CHANNEL);
  demandUrl(element(channel, "link").text);
  for (const date of elements(channel, "lastBuildDate")) demand(RFC_822.test(date.text), date.text);
  for (const ttl of elements(channel, "ttl")) demand(/^\d+$/.test(ttl.text), "ttl in minutes");
  const items = elements(channel, "item");
  for (const item of items) validateItem(item);
  return items;
}

function validateItem(item: XmlElement): void {
  demandOnce(item, ONCE_IN_ITEM, []);
  demandKnown(item, ITEM);
  const hasText = ["title", "description"].some((name) => elements(item, name)[0]?.text.trim());
  demand(hasText, "title or description");
  for (const link of elements(item, "link")) demandUrl(link.text);
  for (const comments of elements(item, "comments")) demandUrl(comments.text);
  for (const date of elements(item, "pubDate")) demand(RFC_822.test(date.text), date.text);
  for (const guid of elements(item, "guid")) {
    if (guid.attributes["isPermaLink"] !== "false") demandUrl(guid.text);
  }
  for (const enclosure of elements(item, "enclosure")) {
    demand(/^https?:\/\//.test(attribute(enclosure, "url")), "an http enclosure");
    demand(/^\d+$/.test(attribute(enclosure, "length")), "a length in bytes");
    demand(/^[\w.+-]+\/[\w.+-]+$/.test(attribute(enclosure, "type")), "a MIME type");
  }
}

/** Checks a document against RFC 4287; throws at the first fault. */
export function validateAtom(document: string): XmlElement[] {
  const root = parseXml(document);
  demand(root.name === "feed" && root.uri === ATOM, "the root is atom:feed");
  demandOnce(root, ["id", "title", "updated", "generator"], ["id", "title", "updated"]);
  validateCommon(root);
  const entries = elements(root, "entry");
  const hasAuthor = elements(root, "author").length > 0;
  for (const entry of entries) {
    // Sections 4.1.2, 4.1.3 and 4.2.
    demandOnce(
      entry,
      ["id", "title", "updated", "published", "content"],
      ["id", "title", "updated"],
    );
    demand(hasAuthor || elements(entry, "author").length > 0, "an author");
    const alternates = linksOf(entry, "alternate");
    demand(elements(entry, "content").length > 0 || alternates.length > 0, "content or alternate");
    validateCommon(entry);
  }
  const ids = entries.map((entry) => element(entry, "id").text);
  demand(new Set(ids).size === ids.length, "different ids");
  return entries;
}

function validateCommon(parent: XmlElement): void {
  demand(/^[a-z][a-z0-9+.-]*:\S+$/i.test(element(parent, "id").text), "an absolute IRI as id");
  for (const name of ["updated", "published"]) {
    for (const { text } of elements(parent, name)) demand(RFC_3339.test(text), `${name} ${text}`);
  }
  for (const author of elements(parent, "author")) {
    demand(elements(author, "name").length === 1, "one name of an author");
  }
  const alternates = linksOf(parent, "alternate").map(
    (link) => `${link.attributes["type"]} ${link.attributes["hreflang"]}`,
  );
  demand(new Set(alternates).size === alternates.length, "one alternate of each type");
  for (const link of elements(parent, "link")) {
    demandUrl(attribute(link, "href"));
    const { type, length } = link.attributes;
    demand(type === undefined || /^[\w.+-]+\/[\w.+-]+$/.test(type), "a media type");
    demand(length === undefined || /^\d+$/.test(length), "a length in bytes");
  }
  for (const category of elements(parent, "category")) attribute(category, "term");
  for (const text of [...elements(parent, "title"), ...elements(parent, "content")]) {
    demand(["text", "html", undefined].includes(text.attributes["type"]), "a text construct");
    demand(text.children.length === 0, "text without elements");
  }
  for (const child of parent.children) demand(child.uri === ATOM, "no foreign elements");
}

function linksOf(parent: XmlElement, relation: string): XmlElement[] {
  return elements(parent, "link").filter(
    ({ attributes }) => (attributes["rel"] ?? "alternate") === relation,
  );
}

function demandOnce(
  parent: XmlElement,
  names: readonly string[],
  required: readonly string[],
): void {
  for (const name of names) {
    const count = elements(parent, name).length;
    demand(count <= 1, `at most one ${name}`);
    demand(count === 1 || !required.includes(name), `a ${name}`);
  }
}

/** Elements of no namespace must be those of the specification. */
function demandKnown(parent: XmlElement, known: ReadonlySet<string>): void {
  for (const child of parent.children) {
    demand(child.uri !== "" || known.has(child.name), `no element ${child.name}`);
  }
}

function demandUrl(text: string): void {
  demand(URL.canParse(text) && !/\s/.test(text), `a URL, not ${text}`);
}

function demand(condition: unknown, what: string): asserts condition {
  if (!condition) throw new Error(`expected ${what}`);
}
