import type { Clause, Filter, PhraseClause, TextQuery, WordClause } from "@minato/search-index";

/** Writes a filter as an expression of Meilisearch. */
export function writeFilter(filter: Filter): string {
  const positive = writePositive(filter);
  return filter.isExcluded === true ? `NOT ${positive}` : positive;
}

/** Meilisearch reads the first ten words of a text and leaves the others out. */
const MAX_WORDS = 10;

/** Writes what of a text is not among its words: alternatives, excluded words, words too many. */
export function writeTextFilters(text: TextQuery): string[] {
  const excluded = text.excluded.filter(({ kind }) => kind !== "phrase");
  return [
    ...splitText(text).filtered.map(writeClause),
    ...excluded.map((clause) => `NOT ${writeClause(clause)}`),
  ];
}

/** The words of a text as Meilisearch reads them: phrases in quotes, excluded ones with a minus. */
export function writeWords(text: TextQuery): string {
  const { said } = splitText(text);
  const without = text.excluded.flatMap((clause) =>
    clause.kind === "phrase" ? [`-${writePhrase(clause)}`] : [],
  );
  const words = said.map((clause) =>
    clause.kind === "phrase" ? writePhrase(clause) : clause.text,
  );
  const last = said.at(-1);
  const written = [...without, ...words].join(" ");
  // A blank at the end says that the last word is whole.
  const isOpen = last?.kind === "word" && last.isPrefix;
  return isOpen || written === "" ? written : `${written} `;
}

/** What the words of a query can say, and what only a filter can. */
function splitText({ required }: TextQuery) {
  const said: (PhraseClause | WordClause)[] = [];
  const filtered: Clause[] = [];
  const needed = required.filter((clause) => clause.kind !== "word" || !clause.isOptional);
  let words = 0;
  for (const [index, clause] of needed.entries()) {
    const isLast = index === needed.length - 1;
    const canBeSaid =
      clause.kind === "phrase" || (clause.kind === "word" && (!clause.isPrefix || isLast));
    words += clause.kind === "phrase" ? clause.words.length : 1;
    if (canBeSaid && words <= MAX_WORDS) said.push(clause);
    else filtered.push(clause);
  }
  return { said, filtered };
}

/** Without the title: an alternative or an excluded word is looked for in titles only. */
function writeClause(clause: Clause): string {
  switch (clause.kind) {
    case "word":
      return clause.isPrefix
        ? `words STARTS WITH ${quote(clause.text)}`
        : `words = ${quote(clause.text)}`;
    case "phrase":
      return join(
        clause.words.map(({ text }) => `words = ${quote(text)}`),
        "AND",
      );
    case "all":
      return join(clause.parts.map(writeClause), "AND");
    case "any":
      return join(clause.choices.map(writeClause), "OR");
  }
}

function writePhrase({ words }: PhraseClause): string {
  return `"${words.map(({ text }) => text).join(" ")}"`;
}

function writePositive(filter: Filter): string {
  if ("ids" in filter) return `id IN [${filter.ids.join(", ")}]`;
  const { column, values, ranges = [] } = filter;
  if (values !== undefined) return `${column} IN [${values.map(quote).join(", ")}]`;
  return join(
    ranges.map((range) => writeRange(column, range)),
    "OR",
  );
}

function writeRange(column: string, [from, to]: readonly [number, number]): string {
  const hasFrom = Number.isFinite(from);
  const hasTo = Number.isFinite(to);
  if (hasFrom && hasTo) return `(${column} >= ${from} AND ${column} <= ${to})`;
  if (hasFrom) return `${column} >= ${from}`;
  return hasTo ? `${column} <= ${to}` : `(${column} EXISTS AND NOT ${column} IS NULL)`;
}

function join(parts: readonly string[], operator: "AND" | "OR"): string {
  return `(${parts.join(` ${operator} `)})`;
}

/** Meilisearch takes a backslash for itself unless it stands before a quote or at the end. */
function quote(text: string): string {
  return `"${text.replace(/\\*"/g, '\\"').replace(/\\+$/, "")}"`;
}
