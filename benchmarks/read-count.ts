/** Reads a whole number from the command line; throws when it is none. */
export function readCount(option: string, text: string): number {
  if (!/^\d{1,9}$/.test(text)) {
    throw new RangeError(`--${option} takes a whole number, "${text}" is none`);
  }
  return Number(text);
}
