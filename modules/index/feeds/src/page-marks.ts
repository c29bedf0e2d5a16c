/** Where a page of a feed ended. */
export interface PageMark {
  /** The next page begins with what entered the index before this. */
  before: Date;
  /** Items of the next page's range that were answered already. */
  skip: number;
  /** Items in all, as far as they were counted. */
  total: number;
}

/** A page that was read. */
export interface PageRead {
  offset: number;
  /** Items on it. */
  count: number;
  /** Where it began, if it was continued. */
  mark: PageMark | undefined;
  /** When its items entered the index, in their order. */
  indexedAt: readonly Date[];
  /** Items in all, as far as they were counted. */
  total: number;
}

interface Walk {
  marks: Map<number, PageMark>;
  usedAt: number;
}

const MAX_WALKS = 500;
const MAX_MARKS = 50;
const LIFETIME = 10 * 60_000;

/**
 * Remembers where the pages of a feed ended, so that the next one continues there: neither do new
 * torrents push old ones across a page, nor does a deep page count all before it. Forgetting is
 * harmless, the offset alone still finds the page.
 */
export class PageMarks {
  readonly #walks = new Map<string, Walk>();

  /** Where the page at this offset begins; undefined at the start and when nobody read up to it. */
  find(walk: string, offset: number, now: Date): PageMark | undefined {
    const known = this.#walks.get(walk);
    if (offset === 0 || known === undefined || isOver(known, now)) return undefined;
    return known.marks.get(offset);
  }

  /** Remembers where a page ended. */
  add(walk: string, page: PageRead, now: Date): void {
    const last = page.indexedAt.at(-1)?.getTime();
    if (last === undefined) return;
    const known = this.#walks.get(walk);
    const isNew = known === undefined || isOver(known, now) || page.offset === 0;
    const marks = isNew ? new Map<number, PageMark>() : known.marks;
    // The database counts microseconds: the whole last millisecond is read again.
    const before = new Date(last + 1);
    const atLast = page.indexedAt.filter((date) => date.getTime() === last).length;
    const isSameRange = page.mark?.before.getTime() === before.getTime();
    const skip = atLast + (isSameRange ? (page.mark?.skip ?? 0) : 0);
    marks.set(page.offset + page.count, { before, skip, total: page.total });
    for (const offset of marks.keys()) {
      if (marks.size <= MAX_MARKS) break;
      marks.delete(offset);
    }
    this.#walks.delete(walk);
    this.#walks.set(walk, { marks, usedAt: now.getTime() });
    for (const name of this.#walks.keys()) {
      if (this.#walks.size <= MAX_WALKS) break;
      this.#walks.delete(name);
    }
  }
}

function isOver(walk: Walk, now: Date): boolean {
  return Math.abs(now.getTime() - walk.usedAt) > LIFETIME;
}
