import type { ApiOutputs } from "../../lib/orpc.ts";

type Page = Pick<ApiOutputs["search"]["torrents"], "query" | "parsed">;
type Part = NonNullable<Page["parsed"]>[number];

/** A part of the text that is more than words, with the text that remains without it. */
export interface QueryPart extends Part {
  rest: string;
}

/** What the server understood of a text beyond its plain words, which stand in the box anyway. */
export function listQueryParts(page: Page | undefined): QueryPart[] {
  const { query = "", parsed = [] } = page ?? {};
  return parsed
    .filter(({ kind, isExcluded }) => kind !== "words" || isExcluded)
    .map((part) => ({ ...part, rest: withoutPart(query, part) }));
}

function withoutPart(query: string, { start, end }: Part): string {
  const before = query.slice(0, start).trimEnd();
  return `${before} ${query.slice(end).trimStart()}`.trim();
}
