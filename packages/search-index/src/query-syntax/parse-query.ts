import { MAX_QUERY_TOKENS } from "@minato/search-text";

import { type Filter, MAX_FILTERS } from "../filters.ts";
import type { AnyClause, Clause, TextQuery } from "../text-query.ts";
import { itemToClause, wordsToClauses } from "./build-clauses.ts";
import { lexQuery, type QueryItem } from "./lex-query.ts";
import type { QueryKeys } from "./query-keys.ts";
import { readKey } from "./read-filter.ts";

/** A part of a query as it was understood, for display. */
export interface QueryChip {
  kind: "words" | "phrase" | "any" | "filter" | "custom";
  /** The name of the key. */
  key?: string;
  /** What was typed, without key, minus and quotes. */
  value: string;
  isExcluded: boolean;
  /** Where it stands in the query, in UTF-16 units. */
  start: number;
  end: number;
}

/** A value of a key that the caller sees to. */
export interface CustomValue {
  key: string;
  value: string;
  isExcluded: boolean;
}

/** What a query was understood as; plain data. */
export interface ParsedQuery {
  /** Absent when the query asks for no words. */
  text: TextQuery | undefined;
  filters: Filter[];
  custom: CustomValue[];
  chips: QueryChip[];
}

interface Draft {
  required: Clause[];
  excluded: Clause[];
  filters: { filter: Filter; key: string; isBound: boolean }[];
  custom: CustomValue[];
  chips: QueryChip[];
  /** Plain words since the last other item. */
  run: QueryItem[];
}

/** An item of a query and whether it is still being typed. */
interface Typed {
  item: QueryItem;
  isOpen: boolean;
}

/**
 * Reads a query: words, `"phrases"`, `-excluded`, `one | other`, `prefix*` and `key:value` for the
 * given keys. Values of one key are alternatives, bounds (`>`, `<`) narrow. Never throws: unknown keys
 * and values that cannot be read are words. Time is linear in the query; `now` is in seconds since 1970.
 */
export function parseQuery(
  query: string,
  keys: QueryKeys,
  now: number = Date.now() / 1000,
): ParsedQuery {
  const draft: Draft = { required: [], excluded: [], filters: [], custom: [], chips: [], run: [] };
  const items = lexQuery(query);
  const isOpen = !/\s$/u.test(query);
  for (let at = 0; at < items.length;) {
    const item = items[at]!;
    const choices = alternatives(items, at, keys, now);
    if (choices.length > 1) {
      endRun(draft, false);
      const end = items.indexOf(choices.at(-1)!);
      const lastIsOpen = isOpen && end === items.length - 1;
      addAny(draft, choices, lastIsOpen);
      at = end + 1;
      continue;
    }
    const typed = { item, isOpen: isOpen && at === items.length - 1 };
    if (item.kind !== "or" && !addKey(draft, item, keys, now)) addText(draft, typed);
    at += 1;
  }
  endRun(draft, isOpen);
  const text = limitText(draft);
  const filters = joinFilters(draft.filters).slice(0, MAX_FILTERS);
  return { text, filters, custom: draft.custom, chips: draft.chips };
}

/** The items that bars join to the one at an index, itself included. */
function alternatives(
  items: readonly QueryItem[],
  start: number,
  keys: QueryKeys,
  now: number,
): QueryItem[] {
  const chosen: QueryItem[] = [];
  for (let at = start; at < items.length; at++) {
    const item = items[at]!;
    if (item.kind === "or" || item.isExcluded || isKey(item, keys, now)) break;
    chosen.push(item);
    if (items[at + 1]?.kind !== "or") break;
    while (items[at + 1]?.kind === "or") at += 1;
  }
  return chosen;
}

function isKey(item: QueryItem, keys: QueryKeys, now: number): boolean {
  const key = item.key !== undefined && Object.hasOwn(keys, item.key) ? keys[item.key] : undefined;
  return key !== undefined && readKey(key, item.text, now) !== undefined;
}

function addKey(draft: Draft, item: QueryItem, keys: QueryKeys, now: number): boolean {
  const name = item.key;
  const key = name !== undefined && Object.hasOwn(keys, name) ? keys[name] : undefined;
  if (name === undefined || key === undefined) return false;
  const meaning = readKey(key, item.text, now);
  if (meaning === undefined) return false;
  endRun(draft, false);
  const { isExcluded } = item;
  const kind = meaning.kind === "custom" ? "custom" : "filter";
  draft.chips.push({ ...chipOf(item, kind), key: name });
  if (meaning.kind === "custom") {
    draft.custom.push({ key: name, value: item.text, isExcluded });
  } else if (meaning.kind === "words") {
    const clauses = wordsToClauses(meaning.text, { isOpen: false, isFirst: false });
    (isExcluded ? draft.excluded : draft.required).push(...clauses);
  } else {
    const isOpposite = (meaning.filter.isExcluded === true) !== isExcluded;
    const filter = { ...meaning.filter, isExcluded: isOpposite };
    draft.filters.push({ filter, key: name, isBound: meaning.isBound });
  }
  return true;
}

function addText(draft: Draft, { item, isOpen }: Typed): void {
  const isPlain = item.kind === "word" && !item.isExcluded && !item.hasStar;
  if (isPlain) {
    draft.run.push(item);
    return;
  }
  endRun(draft, false);
  const whole = { ...item, text: textOf(item) };
  const clause = itemToClause(whole, isOpen && !item.isExcluded);
  if (clause === undefined) return;
  (item.isExcluded ? draft.excluded : draft.required).push(clause);
  draft.chips.push(chipOf(whole, item.kind === "phrase" ? "phrase" : "words"));
}

function addAny(draft: Draft, items: readonly QueryItem[], isOpen: boolean): void {
  const choices: Clause[] = [];
  for (const [index, item] of items.entries()) {
    const whole = { ...item, text: textOf(item) };
    const clause = itemToClause(whole, isOpen && index === items.length - 1);
    if (clause !== undefined) choices.push(clause);
  }
  const any: AnyClause = { kind: "any", choices };
  if (choices.length > 0) draft.required.push(choices.length === 1 ? choices[0]! : any);
  const value = items.map(textOf).join(" | ");
  const { start } = items[0]!;
  draft.chips.push({ kind: "any", value, isExcluded: false, start, end: items.at(-1)!.end });
}

/** Reads plain words together, as some become one (`web dl`, `season 3`). */
function endRun(draft: Draft, isOpen: boolean): void {
  const first = draft.run[0];
  const last = draft.run.at(-1);
  if (first === undefined || last === undefined) return;
  const value = draft.run.map(textOf).join(" ");
  const isFirst = draft.required.length === 0;
  const clauses = wordsToClauses(value, { isOpen, isFirst });
  draft.run = [];
  if (clauses.length === 0) return;
  draft.required.push(...clauses);
  draft.chips.push({ kind: "words", value, isExcluded: false, start: first.start, end: last.end });
}

/** The text of an item together with what only looked like a key. */
function textOf(item: QueryItem): string {
  return item.key === undefined ? item.text : `${item.key}:${item.text}`;
}

function limitText(draft: Draft): TextQuery | undefined {
  const required = draft.required.slice(0, MAX_QUERY_TOKENS);
  const excluded = draft.excluded.slice(0, MAX_QUERY_TOKENS);
  return required.length + excluded.length === 0 ? undefined : { required, excluded };
}

/** Values of the same key are alternatives; bounds stay filters of their own. */
function joinFilters(drafts: Draft["filters"]): Filter[] {
  const joined = new Map<string, Filter>();
  for (const [index, { filter, key, isBound }] of drafts.entries()) {
    if ("ids" in filter) continue;
    const { isExcluded: isOut = false, ...rest } = filter;
    const whole = isOut ? { ...rest, isExcluded: true } : rest;
    const name = isBound ? `${index}` : `${key} ${isOut}`;
    const known = joined.get(name);
    if (known === undefined || "ids" in known) {
      joined.set(name, whole);
      continue;
    }
    const values = [...(known.values ?? []), ...(rest.values ?? [])];
    const ranges = [...(known.ranges ?? []), ...(rest.ranges ?? [])];
    joined.set(name, rest.values === undefined ? { ...known, ranges } : { ...known, values });
  }
  return [...joined.values()];
}

function chipOf(item: QueryItem, kind: QueryChip["kind"]): QueryChip {
  const { text: value, isExcluded, start, end } = item;
  return { kind, value, isExcluded, start, end };
}
