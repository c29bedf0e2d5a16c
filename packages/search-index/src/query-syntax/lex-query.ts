/** The most UTF-16 units of a query that are looked at. */
export const MAX_QUERY_LENGTH = 1024;

/** One thing that was typed. */
export interface QueryItem {
  kind: "word" | "phrase" | "or";
  /** Without quotes, minus and star. */
  text: string;
  /** In front of a colon: what may be the name of a key. */
  key: string | undefined;
  isExcluded: boolean;
  /** Whether a star follows the word. */
  hasStar: boolean;
  /** Where it stands in the query, in UTF-16 units. */
  start: number;
  end: number;
}

const QUOTES = /[“”„«»]/g;
const BLANK = /\s/u;
const SMALL_LETTER = /\p{Ll}/u;
const KEY = /^([a-z][a-z0-9_]{0,31}):/i;

/** Splits a query into words, phrases, and bars. Never throws; anything is some list of items. */
export function lexQuery(query: string): QueryItem[] {
  const text = query.slice(0, MAX_QUERY_LENGTH).replace(QUOTES, '"');
  const items: QueryItem[] = [];
  for (let at = 0; at < text.length;) {
    if (BLANK.test(text.charAt(at))) {
      at += 1;
    } else if (text.charAt(at) === "|") {
      items.push(item("or", "|", at, at + 1));
      at += 1;
    } else {
      const read = readItem(text, at);
      items.push(read);
      at = read.end;
    }
  }
  // In a query without small letters, large ones say nothing.
  return SMALL_LETTER.test(text) ? readOperators(items) : items;
}

/** `OR` and `NOT` in capital letters, as other search boxes have them, are a bar and a minus. */
function readOperators(items: readonly QueryItem[]): QueryItem[] {
  const read: QueryItem[] = [];
  for (let at = 0; at < items.length; at++) {
    const one = items[at]!;
    const next = items[at + 1];
    if (at > 0 && isOperator(one, "OR")) {
      read.push({ ...one, kind: "or", text: "|" });
    } else if (isOperator(one, "NOT") && next !== undefined && next.kind !== "or") {
      read.push({ ...next, isExcluded: true, start: one.start });
      at += 1;
    } else {
      read.push(one);
    }
  }
  return read;
}

function isOperator(one: QueryItem, name: string): boolean {
  const isPlain = one.kind === "word" && one.key === undefined && !one.hasStar;
  return isPlain && !one.isExcluded && one.text === name;
}

function readItem(text: string, start: number): QueryItem {
  const isExcluded = text.charAt(start) === "-" && /[^\s|-]/u.test(text.charAt(start + 1));
  let at = isExcluded ? start + 1 : start;
  const key = KEY.exec(text.slice(at, at + 40))?.[1];
  const valueAt = key === undefined ? at : at + key.length + 1;
  const hasValue = valueAt < text.length && !BLANK.test(text.charAt(valueAt));
  if (key !== undefined && hasValue) at = valueAt;
  const read = text.charAt(at) === '"' ? readPhrase(text, at) : readWord(text, at);
  return { ...read, key: hasValue ? key?.toLowerCase() : undefined, isExcluded, start };
}

/** A phrase that is not closed is the word that was typed so far. */
function readPhrase(text: string, start: number): QueryItem {
  const close = text.indexOf('"', start + 1);
  if (close !== -1) return item("phrase", text.slice(start + 1, close), start, close + 1);
  const word = readWord(text, start + 1);
  return { ...word, start };
}

function readWord(text: string, start: number): QueryItem {
  let end = start;
  while (end < text.length && !/[\s|"]/u.test(text.charAt(end))) end += 1;
  const raw = text.slice(start, end);
  const hasStar = raw.length > 1 && raw.endsWith("*");
  const read = item("word", hasStar ? raw.replace(/\*+$/, "") : raw, start, end);
  return { ...read, hasStar };
}

function item(kind: QueryItem["kind"], text: string, start: number, end: number): QueryItem {
  return { kind, text, key: undefined, isExcluded: false, hasStar: false, start, end };
}
