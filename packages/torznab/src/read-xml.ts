/** A tolerant, bounded, streaming reader of the XML that indexes send. */

import { SaxesParser, type SaxesTagNS } from "saxes";

import { TorznabError } from "./torznab-error.ts";

/** An element as it opens; names are local and lower case, prefixes are ignored. */
export interface OpenedElement {
  readonly name: string;
  /** Values by local lower-case name. */
  readonly attributes: Readonly<Record<string, string>>;
  /** Names of the elements around it, the outermost first. */
  readonly path: readonly string[];
}

/** What is told about a document while it is read. */
export interface XmlVisitor {
  open?(element: OpenedElement): void;
  /** At the end of an element, with the text directly in it. */
  close?(name: string, text: string, path: readonly string[]): void;
}

const MAX_DEPTH = 32;
const MAX_TEXT = 65_536;
const MAX_ATTRIBUTES = 64;

/** Entities that HTML has and XML has not; indexes send them all the same. */
const ENTITIES: Readonly<Record<string, string>> = {
  nbsp: "\u00A0",
  iexcl: "¡",
  copy: "©",
  reg: "®",
  trade: "™",
  deg: "°",
  middot: "·",
  laquo: "«",
  raquo: "»",
  ndash: "–",
  mdash: "—",
  lsquo: "‘",
  rsquo: "’",
  ldquo: "“",
  rdquo: "”",
  bull: "•",
  hellip: "…",
  euro: "€",
  pound: "£",
  yen: "¥",
  sect: "§",
  times: "×",
  eacute: "é",
  egrave: "è",
  ecirc: "ê",
  agrave: "à",
  aacute: "á",
  acirc: "â",
  auml: "ä",
  ouml: "ö",
  uuml: "ü",
  Auml: "Ä",
  Ouml: "Ö",
  Uuml: "Ü",
  szlig: "ß",
  ccedil: "ç",
  ntilde: "ñ",
  iacute: "í",
  oacute: "ó",
  uacute: "ú",
  oslash: "ø",
  aring: "å",
  aelig: "æ",
};

/** The entities of XML itself. */
const OWN: ReadonlySet<string> = new Set(["amp", "lt", "gt", "quot", "apos"]);

/** Reads a document piece by piece. */
export class XmlReader {
  readonly #parser: SaxesParser<{ xmlns: false }>;
  readonly #path: string[] = [];
  readonly #texts: string[] = [];
  #root: string | undefined;
  #failure: string | undefined;
  #isStarted = false;
  #isCdata = false;
  #held = "";

  constructor(visitor: XmlVisitor) {
    const parser = new SaxesParser({ xmlns: false });
    for (const [name, value] of Object.entries(ENTITIES)) parser.ENTITIES[name] = value;
    // A fault is remembered, not thrown: what stood before it is still worth having.
    parser.on("error", (error) => {
      this.#failure ??= error.message;
    });
    parser.on("opentag", (tag) => {
      if (this.#path.length >= MAX_DEPTH) throw malformed(`more than ${MAX_DEPTH} levels`);
      const name = localName(tag.name);
      this.#root ??= name;
      visitor.open?.({ name, attributes: readAttributes(tag), path: this.#path });
      this.#path.push(name);
      this.#texts.push("");
    });
    const addText = (text: string) => {
      const last = this.#texts.length - 1;
      if (last < 0) return;
      const known = this.#texts[last] ?? "";
      if (known.length < MAX_TEXT) this.#texts[last] = (known + text).slice(0, MAX_TEXT);
    };
    parser.on("text", addText);
    parser.on("cdata", addText);
    parser.on("closetag", () => {
      const name = this.#path.pop() ?? "";
      visitor.close?.(name, (this.#texts.pop() ?? "").trim(), this.#path);
    });
    this.#parser = parser;
  }

  /** Name of the outermost element, as soon as it is known. */
  get root(): string | undefined {
    return this.#root;
  }

  /** The first thing that is not well-formed; undefined for a document without fault. */
  get failure(): string | undefined {
    return this.#failure;
  }

  /** Reads on. Throws `TorznabError` when the document is deeper than any feed. */
  write(text: string): void {
    let piece = this.#held + text;
    this.#held = "";
    if (!this.#isStarted) {
      // A mark of the byte order and blanks before the declaration, which XML forbids.
      piece = piece.replace(/^[\s\uFEFF]+/, "");
      if (piece === "") return;
      this.#isStarted = true;
    }
    // What may be cut in two: a reference, and the ends of a CDATA section.
    const torn = /(?:&[^;<]{0,31}|<[^>]{0,9}|\]{1,2})$/.exec(piece);
    if (torn !== null) {
      this.#held = torn[0];
      piece = piece.slice(0, torn.index);
    }
    this.#parser.write(this.#clean(piece));
  }

  /** Ends the document. */
  end(): void {
    if (this.#held !== "") this.#parser.write(this.#clean(this.#held));
    this.#parser.close();
  }

  /** Mends what the parser would stumble over: only outside of CDATA is `&` anything special. */
  #clean(text: string): string {
    let cleaned = "";
    for (const part of text.split(/(<!\[CDATA\[|\]\]>)/)) {
      if (part === "<![CDATA[") this.#isCdata = true;
      else if (part === "]]>") this.#isCdata = false;
      cleaned += this.#isCdata ? dropControls(part) : mendReferences(dropControls(part));
    }
    return cleaned;
  }
}

/** Drops characters that no XML may hold. */
function dropControls(text: string): string {
  return text.replaceAll(/(?![\t\n\r])[\p{Cc}\p{Cs}\uFFFE\uFFFF]/gu, "");
}

/** Drops references to such characters; an `&` that begins no reference becomes text. */
function mendReferences(text: string): string {
  return text.replaceAll(
    /&(?:#(x?)([0-9a-f]{1,8});|([a-z][a-z0-9]{0,30});)?/gi,
    (whole, hex?: string, digits?: string, name?: string) => {
      if (digits !== undefined) {
        return isLegal(Number.parseInt(digits, hex === "" ? 10 : 16)) ? whole : "";
      }
      const isKnown = name !== undefined && (Object.hasOwn(ENTITIES, name) || OWN.has(name));
      return isKnown ? whole : `&amp;${whole.slice(1)}`;
    },
  );
}

function isLegal(code: number): boolean {
  if (code < 0x20) return code === 9 || code === 10 || code === 13;
  const isPlain = code < 0xd8_00 || (code >= 0xe0_00 && code < 0xff_fe);
  return isPlain || (code >= 0x1_00_00 && code <= 0x10_ff_ff);
}

function readAttributes(tag: SaxesTagNS | { attributes: Record<string, unknown> }) {
  const attributes: Record<string, string> = {};
  let count = 0;
  for (const [name, value] of Object.entries(tag.attributes)) {
    count += 1;
    if (count > MAX_ATTRIBUTES) break;
    attributes[localName(name)] ??= String(value).slice(0, MAX_TEXT);
  }
  return attributes;
}

function localName(name: string): string {
  return name.slice(name.indexOf(":") + 1).toLowerCase();
}

function malformed(what: string): TorznabError {
  return new TorznabError("malformed", `expected a feed, got a document of ${what}`);
}
