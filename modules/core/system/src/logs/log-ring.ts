/** One line of the log with its number, which grows by one from line to line. */
export interface NumberedLine {
  number: number;
  /** JSON, as it went out. */
  text: string;
}

const MAX_LINES = 5000;
const MAX_LINE_LENGTH = 8192;

/** The last lines of the log of this process, in memory: 5,000, each of 8,192 characters at most. */
export class LogRing {
  readonly #lines: string[] = [];
  readonly #size: number;
  #count = 0;

  /** `size` is for tests. */
  constructor(size = MAX_LINES) {
    this.#size = size;
  }

  /** Number of the newest line; 0 while there is none. */
  get last(): number {
    return this.#count;
  }

  /** Remembers a line, in place of the oldest when there are too many; of a longer one what it says. */
  add(line: string): void {
    const kept = line.length > MAX_LINE_LENGTH ? shorten(line) : line;
    this.#lines[this.#count % this.#size] = kept;
    this.#count += 1;
  }

  /** Lines after a number, the newest first. */
  *newestFirst(after = 0): Generator<NumberedLine> {
    const oldest = Math.max(after, this.#count - this.#size);
    for (let number = this.#count; number > oldest; number--) {
      yield { number, text: this.#lines[(number - 1) % this.#size] ?? "" };
    }
  }
}

/** What is too long to keep: when it was, how bad, and its message. */
function shorten(line: string): string {
  const { time, level, msg } = JSON.parse(line) as Record<string, unknown>;
  const message = String(msg).slice(0, MAX_LINE_LENGTH / 2);
  return JSON.stringify({ time, level, msg: message, shortened: line.length });
}
