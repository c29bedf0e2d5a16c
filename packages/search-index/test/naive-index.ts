import { tokenize, tokenizeWithPositions } from "@minato/search-text";

import type { ColumnFilter, Filter } from "../src/filters.ts";
import type { Operation } from "../src/operations.ts";
import type { SearchDocument } from "../src/schema.ts";
import { allowedEdits, type Clause, isAnchored, type TextQuery } from "../src/text-query.ts";

/** Optimal string alignment distance of two words, cell by cell. */
export function editDistance(a: string, b: string): number {
  const left = Array.from(a);
  const right = Array.from(b);
  const rows = left.map(() => [] as number[]);
  rows.push([]);
  for (let i = 0; i <= left.length; i++) {
    for (let j = 0; j <= right.length; j++) {
      if (i === 0 || j === 0) {
        rows[i]![j] = i + j;
        continue;
      }
      const change = left[i - 1] === right[j - 1] ? 0 : 1;
      let edits = Math.min(
        rows[i - 1]![j]! + 1,
        rows[i]![j - 1]! + 1,
        rows[i - 1]![j - 1]! + change,
      );
      const isSwap = i > 1 && j > 1 && left[i - 1] === right[j - 2] && left[i - 2] === right[j - 1];
      if (isSwap) edits = Math.min(edits, rows[i - 2]![j - 2]! + 1);
      rows[i]![j] = edits;
    }
  }
  return rows[left.length]![right.length]!;
}

/** Fewest edits from a word to any beginning of another. */
export function prefixDistance(word: string, other: string): number {
  const letters = Array.from(other);
  let fewest = Array.from(word).length;
  for (let length = 0; length <= letters.length; length++) {
    fewest = Math.min(fewest, editDistance(word, letters.slice(0, length).join("")));
  }
  return fewest;
}

/** An index as simple as it can be: what the other is measured against. */
export class NaiveIndex {
  readonly documents = new Map<number, SearchDocument>();

  apply(operations: readonly Operation[]): void {
    for (const operation of operations) {
      if (operation.kind === "put") this.documents.set(operation.document.id, operation.document);
      else if (operation.kind === "delete") this.documents.delete(operation.id);
      else this.#patch(operation.id, operation.values);
    }
  }

  /** Ids of all that match, in ascending order. */
  find(query: TextQuery | undefined, filters: readonly Filter[], isTolerant: boolean): number[] {
    const found = this.#findText(query, false);
    const tries = isTolerant && query !== undefined && query.required.length > 0;
    const enough = (query?.required.length ?? 0) >= 5 ? 1 : 5;
    const all = tries && found.length < enough ? this.#findText(query, true) : found;
    return all
      .filter((document) => filters.every((filter) => fulfils(document, filter)))
      .map((document) => document.id)
      .toSorted((a, b) => a - b);
  }

  #findText(query: TextQuery | undefined, isTolerant: boolean): SearchDocument[] {
    const documents = [...this.documents.values()];
    if (query === undefined) return documents;
    const { required, excluded } = query;
    return documents.filter(
      (document) =>
        required.every((_, index) => matches(document, required, index, isTolerant)) &&
        excluded.every((clause) => !matches(document, [clause], 0, false)),
    );
  }

  #patch(id: number, values: Readonly<Record<string, number | undefined>>): void {
    const document = this.documents.get(id);
    if (document === undefined) return;
    this.documents.set(id, { ...document, columns: { ...document.columns, ...values } });
  }
}

function matches(
  document: SearchDocument,
  clauses: readonly Clause[],
  index: number,
  isTolerant: boolean,
): boolean {
  const clause = clauses[index]!;
  if (clause.kind === "phrase") return hasPhrase(document, clause.words);
  if (clause.kind === "all") {
    return clause.parts.every((_, at) => matches(document, clause.parts, at, isTolerant));
  }
  if (clause.kind === "any") {
    return clause.choices.some((_, at) => matches(document, clause.choices, at, isTolerant));
  }
  const { text, isPrefix, isOptional } = clause;
  const words = tokenize(document.title);
  const body = (document.body ?? []).flatMap((name) => tokenize(name));
  const test = (word: string, wanted = text, prefix = isPrefix): boolean =>
    prefix ? word.startsWith(wanted) : word === wanted;
  if (isOptional || [...words, ...body].some((word) => test(word))) return true;
  if (!isTolerant) return false;
  const previous = clauses[index - 1];
  const next = clauses[index + 1];
  if (previous?.kind === "word") {
    if (words.some((word) => test(word, previous.text + text))) return true;
  }
  if (next?.kind === "word") {
    if (words.some((word) => test(word, text + next.text, next.isPrefix))) return true;
  }
  for (let parts = 2; parts <= 6; parts++) if (hasSplit(document, text, parts)) return true;
  const edits = allowedEdits(text, isAnchored(clauses, index));
  const [letter = ""] = text;
  const isBeginning = (word: string): boolean =>
    isPrefix && word.startsWith(letter) && prefixDistance(text, word) <= edits;
  return edits > 0 && words.some((word) => editDistance(text, word) <= edits || isBeginning(word));
}

/** Whether a title has neighbouring words of two letters and more that make up a word. */
function hasSplit(document: SearchDocument, text: string, parts: number): boolean {
  const tokens = tokenizeWithPositions(document.title);
  const follow = (rest: string, position: number, left: number): boolean =>
    left === 0
      ? rest === ""
      : tokens.some(
          (token) =>
            token.position === position &&
            token.text.length >= 2 &&
            rest.startsWith(token.text) &&
            follow(rest.slice(token.text.length), position + 1, left - 1),
        );
  return tokens.some(({ position }) => follow(text, position, parts));
}

function hasPhrase(
  document: SearchDocument,
  words: readonly { text: string; position: number }[],
): boolean {
  const tokens = tokenizeWithPositions(document.title);
  return tokens.some((first) =>
    words.every(({ text, position }) =>
      tokens.some(
        (token) =>
          token.text === text && token.position - first.position === position - words[0]!.position,
      ),
    ),
  );
}

/** Whether a document fulfils a filter. */
export function fulfils(document: SearchDocument, filter: Filter): boolean {
  const isExcluded = filter.isExcluded === true;
  if ("ids" in filter) return filter.ids.includes(document.id) !== isExcluded;
  return holds(document, filter) !== isExcluded;
}

function holds(document: SearchDocument, filter: ColumnFilter): boolean {
  const value = document.columns?.[filter.column];
  if (value === undefined) return false;
  if (typeof value === "number") {
    return (filter.ranges ?? []).some(([from, to]) => value >= from && value <= to);
  }
  const values = typeof value === "string" ? [value] : value;
  const fold = (text: string): string => (filter.ignoresCase === true ? text.toLowerCase() : text);
  return values.some((one) => filter.values?.some((wanted) => fold(wanted) === fold(one)) === true);
}
