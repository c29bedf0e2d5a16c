import {
  closeSync,
  fstatSync,
  openSync,
  readSync,
  renameSync,
  statSync,
  truncateSync,
} from "node:fs";

const MEGABYTE = 1024 ** 2;
const ROTATE_ABOVE = 4 * MEGABYTE;
const TRUNCATE_ABOVE = 16 * MEGABYTE;
const TAIL = 16_384;

/** Opens the server's log for appending, after moving a large one to `<file>.1`. */
export function openServerLog(file: string): number {
  if (sizeOf(file) > ROTATE_ABOVE) renameSync(file, `${file}.1`);
  return openSync(file, "a", 0o600);
}

/** Empties the log of a running server when it grew too large; the server appends from the start again. */
export function boundServerLog(file: string): void {
  if (sizeOf(file) > TRUNCATE_ABOVE) truncateSync(file, 0);
}

/** Size of the log in bytes, 0 when there is none. */
export function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}

/** Reads what was logged after byte `from`, at most the last 16 KiB. */
export function readServerLog(file: string, from: number): string {
  const descriptor = openSync(file, "r");
  try {
    const { size } = fstatSync(descriptor);
    const start = Math.max(from, size - TAIL, 0);
    const bytes = Buffer.alloc(Math.max(size - start, 0));
    const length = readSync(descriptor, bytes, 0, bytes.length, start);
    return bytes.toString("utf8", 0, length);
  } finally {
    closeSync(descriptor);
  }
}

/** The last FATAL, PANIC or program error in a piece of log, or its last line. */
export function lastFailure(text: string): string {
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  const pattern = /(?:FATAL|PANIC|error):\s+(.*)$/;
  const line = lines.findLast((entry) => pattern.test(entry));
  return (line?.match(pattern)?.[1] ?? lines.at(-1) ?? "no message").trim();
}
