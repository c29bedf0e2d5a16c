/** What a person meant: what must be in a title for it to be the right one. */
export interface Intent {
  /** The name of the work as `nameOf` writes it. */
  work: string;
  year?: string;
  season?: number;
  episode?: number;
  resolution?: string;
  group?: string;
  /** A name of a file that the torrent must hold. */
  file?: string;
}

/** A query and how good each title answers it: 3 what was meant, 2 nearly, 1 related, 0 anything else. */
export interface JudgedQuery {
  kind: string;
  text: string;
  /** Grades of documents; those that are absent have 0. */
  grades: ReadonlyMap<number, number>;
}

/**
 * The normalised discounted cumulative gain of the first ten results (Järvelin and Kekäläinen 2002,
 * with gains of 2^grade - 1), from 0 to 1; 1 is the best order there is.
 */
export function ndcgAt10({ grades }: JudgedQuery, ids: readonly number[]): number {
  const gained = discount(ids.slice(0, 10).map((id) => grades.get(id) ?? 0));
  const ideal = discount([...grades.values()].toSorted((a, b) => b - a).slice(0, 10));
  return ideal === 0 ? 0 : gained / ideal;
}

function discount(grades: readonly number[]): number {
  return grades.reduce((sum, grade, rank) => sum + (2 ** grade - 1) / Math.log2(rank + 2), 0);
}
