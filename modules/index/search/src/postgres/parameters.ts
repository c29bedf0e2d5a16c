/** The values of a statement, numbered in the order they are added. */
export class Parameters {
  readonly values: unknown[] = [];

  /** Adds a value and gives its place in the text: `$3::int[]`. */
  add(value: unknown, type: string): string {
    this.values.push(value);
    return `$${this.values.length}::${type}`;
  }
}
