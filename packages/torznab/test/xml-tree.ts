/** A strict XML reader for tests, on a parser that knows nothing of this package. */

import { SaxesParser } from "saxes";

/** An element with its namespace resolved. */
export interface XmlElement {
  readonly uri: string;
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: XmlElement[];
  text: string;
}

/** Parses a document and gives its root; throws for whatever is not well-formed. */
export function parseXml(document: string): XmlElement {
  // .NET's XDocument.Parse refuses a byte order mark and a blank before the declaration.
  if (!document.startsWith("<?xml ")) throw new Error("declaration expected at the very start");
  const parser = new SaxesParser({ xmlns: true });
  const stack: XmlElement[] = [];
  let root: XmlElement | undefined;
  parser.on("error", (error) => {
    throw error;
  });
  parser.on("opentag", (tag) => {
    const attributes: Record<string, string> = {};
    for (const [name, { value }] of Object.entries(tag.attributes)) {
      attributes[name] = value;
    }
    const opened = { uri: tag.uri, name: tag.local, attributes, children: [], text: "" };
    stack.at(-1)?.children.push(opened);
    root ??= opened;
    stack.push(opened);
  });
  parser.on("text", (text) => {
    const current = stack.at(-1);
    if (current) current.text += text;
  });
  parser.on("closetag", () => {
    stack.pop();
  });
  parser.write(document).close();
  if (!root) throw new Error("a root element expected");
  return root;
}

/** The child elements in the namespace of their parent that have this name. */
export function elements(parent: XmlElement, name: string): XmlElement[] {
  return parent.children.filter((child) => child.uri === parent.uri && child.name === name);
}

/** The first child element with this name; throws when there is none, as the clients do. */
export function element(parent: XmlElement, name: string): XmlElement {
  const found = elements(parent, name)[0];
  if (!found) throw new Error(`<${name}> expected in <${parent.name}>`);
  return found;
}

/** The value of an attribute; throws when it is absent, as the clients do. */
export function attribute(parent: XmlElement, name: string): string {
  const value = parent.attributes[name];
  if (value === undefined) throw new Error(`${name} expected on <${parent.name}>`);
  return value;
}
