import { SaxesParser } from "saxes";

const NAMESPACES: Readonly<Record<string, string>> = {
  "": "",
  "http://torznab.com/schemas/2015/feed": "torznab:",
  "http://www.newznab.com/DTD/2010/feeds/attributes/": "newznab:",
  "http://www.w3.org/2005/Atom": "atom:",
};

/** An element; its name carries the usual prefix of its namespace. */
export interface XmlElement {
  name: string;
  attributes: Record<string, string>;
  children: XmlElement[];
  text: string;
}

/** An item of a feed as clients read it. */
export interface ReadItem {
  title: string;
  guid: string;
  comments: string | undefined;
  link: string;
  pubDate: number;
  enclosure: Record<string, string>;
  /** Values of the torznab attributes by name. */
  attributes: Record<string, string[]>;
}

/** Parses a document as strictly as the clients do; throws where it is not well-formed. */
export function parseXml(text: string): XmlElement {
  if (!text.startsWith("<?xml ")) throw new Error("declaration expected at the very start");
  const root: XmlElement = { name: "", attributes: {}, children: [], text: "" };
  const stack = [root];
  const parser = new SaxesParser({ xmlns: true });
  parser.on("error", (error) => {
    throw error;
  });
  parser.on("opentag", (tag) => {
    const attributes = Object.fromEntries(
      Object.entries(tag.attributes).map(([name, { value }]) => [name, value]),
    );
    const name = `${NAMESPACES[tag.uri] ?? "?:"}${tag.local}`;
    const opened: XmlElement = { name, attributes, children: [], text: "" };
    stack.at(-1)?.children.push(opened);
    stack.push(opened);
  });
  parser.on("text", (part) => {
    const current = stack.at(-1);
    if (current !== undefined) current.text += part;
  });
  parser.on("closetag", () => {
    stack.pop();
  });
  parser.write(text).close();
  const [document] = root.children;
  if (document === undefined) throw new Error("root element expected");
  return document;
}

/** The error of a document, with both attributes that clients need. */
export function readError(text: string): { code: string; description: string } {
  const { name, attributes } = parseXml(text);
  const { code, description } = attributes;
  if (name !== "error" || code === undefined || description === undefined) {
    throw new Error("<error code description> expected");
  }
  return { code, description };
}

/** The page and the items of a feed; throws where a client would drop something. */
export function readFeed(text: string): { offset: number; total: number; items: ReadItem[] } {
  const channel = child(parseXml(text), "channel");
  const { offset, total } = child(channel, "newznab:response").attributes;
  const items = channel.children.filter(({ name }) => name === "item").map(readItem);
  if (new Set(items.map(({ guid }) => guid)).size < items.length) throw new Error("guid repeated");
  return { offset: Number(offset), total: Number(total), items };
}

function readItem(item: XmlElement): ReadItem {
  const attributes: Record<string, string[]> = {};
  for (const { name, attributes: pair } of item.children) {
    if (name !== "torznab:attr") continue;
    if (!pair["name"] || !pair["value"]) throw new Error("attribute without value");
    (attributes[pair["name"]] ??= []).push(pair["value"]);
  }
  const pubDate = Date.parse(child(item, "pubDate").text);
  if (Number.isNaN(pubDate)) throw new Error("pubDate expected");
  return {
    title: child(item, "title").text,
    guid: child(item, "guid").text,
    comments: item.children.find(({ name }) => name === "comments")?.text,
    link: child(item, "link").text,
    pubDate,
    enclosure: child(item, "enclosure").attributes,
    attributes,
  };
}

function child(parent: XmlElement, name: string): XmlElement {
  const found = parent.children.find((candidate) => candidate.name === name);
  if (found === undefined) throw new Error(`<${name}> expected in <${parent.name}>`);
  return found;
}
