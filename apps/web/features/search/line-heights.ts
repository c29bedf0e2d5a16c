/**
 * Where the lines of a long list stand: all are taken to be equally high but those that were
 * measured. Heights are in pixels.
 */
export class LineHeights {
  readonly #guess: number;
  readonly #measured = new Map<number, number>();
  /** Measured lines in order, each with what it and those above differ from the guess; unset after a change. */
  #sums: { line: number; sum: number }[] | undefined;

  constructor(guess: number) {
    this.#guess = guess;
  }

  /** Notes the height of a line and gives what changed by it. */
  measure(line: number, height: number): number {
    const before = this.heightOf(line);
    if (height === before) return 0;
    this.#measured.set(line, height);
    this.#sums = undefined;
    return height - before;
  }

  /** Takes a line to be as high as most are; gives what changed by it. */
  forget(line: number): number {
    return this.measure(line, this.#guess);
  }

  heightOf(line: number): number {
    return this.#measured.get(line) ?? this.#guess;
  }

  /** Distance of a line from the top of the list; of the line behind the last it is the list's height. */
  topOf(line: number): number {
    const sums = this.#listSums();
    const above = countWhile(sums.length, (index) => (sums[index]?.line ?? 0) < line);
    return line * this.#guess + (sums[above - 1]?.sum ?? 0);
  }

  /** The line at a distance from the top of the list, of `count` lines. */
  lineAt(distance: number, count: number): number {
    const above = countWhile(count, (line) => this.topOf(line + 1) <= distance);
    return Math.max(0, Math.min(above, count - 1));
  }

  #listSums(): { line: number; sum: number }[] {
    let sum = 0;
    this.#sums ??= [...this.#measured]
      .toSorted(([a], [b]) => a - b)
      .map(([line, height]) => ({ line, sum: (sum += height - this.#guess) }));
    return this.#sums;
  }
}

/** How many of the first numbers fulfil a condition that no later one does once one did not. */
function countWhile(count: number, holds: (index: number) => boolean): number {
  let [low, high] = [0, count];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(middle)) low = middle + 1;
    else high = middle;
  }
  return low;
}
