import { MAX_WINDOW } from "./write-search.ts";

/** One result: what comes behind it is asked for by the values it is sorted by. */
export interface Hit {
  id: number;
  sort: readonly unknown[];
}

/** Asks for a page: `from` results after the given place are left out. */
export type FetchHits = (page: {
  size: number;
  from: number;
  after?: Hit["sort"];
}) => Promise<Hit[]>;

const MAX_KNOWN = 200;

/** Finds pages that lie deeper than Elasticsearch counts, by walking from the nearest known place. */
export class DeepPages {
  /** Places by query, each the values of the result before an offset; the oldest first. */
  readonly #known = new Map<string, Map<number, Hit["sort"]>>();

  /** The ids of a page; `key` tells queries apart. */
  async find(key: string, offset: number, limit: number, fetch: FetchHits): Promise<number[]> {
    if (offset + limit <= MAX_WINDOW) {
      return (await fetch({ size: limit, from: offset })).map(({ id }) => id);
    }
    let { at, after } = this.#nearest(key, offset);
    while (at < offset) {
      const size = Math.min(MAX_WINDOW, offset - at);
      const hits = await fetch({ size, from: 0, ...(after && { after }) });
      const last = hits.at(-1);
      if (last === undefined || hits.length < size) return [];
      at += size;
      after = last.sort;
      this.#remember(key, at, after);
    }
    const page = await fetch({ size: limit, from: 0, ...(after && { after }) });
    const last = page.at(-1);
    if (last !== undefined) this.#remember(key, offset + page.length, last.sort);
    return page.map(({ id }) => id);
  }

  #nearest(key: string, offset: number): { at: number; after: Hit["sort"] | undefined } {
    let at = 0;
    let after: Hit["sort"] | undefined;
    for (const [place, sort] of this.#known.get(key) ?? []) {
      if (place <= offset && place > at) [at, after] = [place, sort];
    }
    return { at, after };
  }

  #remember(key: string, offset: number, after: Hit["sort"]): void {
    const places = this.#known.get(key) ?? new Map<number, Hit["sort"]>();
    this.#known.delete(key);
    this.#known.set(key, places);
    places.set(offset, after);
    const oldest = places.size > MAX_KNOWN ? places.keys().next().value : undefined;
    if (oldest !== undefined) places.delete(oldest);
    const oldestKey = this.#known.size > MAX_KNOWN ? this.#known.keys().next().value : undefined;
    if (oldestKey !== undefined) this.#known.delete(oldestKey);
  }
}
