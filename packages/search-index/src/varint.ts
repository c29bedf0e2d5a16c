/** The most bytes of one number. */
const MAX_BYTES = 5;

/**
 * Writes numbers as differences in LEB128: 7 bits a byte, the lowest first. `starts` says where
 * ascending runs begin; the first number of a run is written whole. Answers the bytes used.
 */
export function writeDeltas(
  values: Uint32Array,
  starts: Uint32Array | undefined,
  target: Uint8Array,
): number {
  let at = 0;
  let previous = 0;
  let run = 0;
  for (let index = 0; index < values.length; index++) {
    if (starts !== undefined) {
      if (starts[run] === index) previous = 0;
      while (starts[run]! <= index) run += 1;
    }
    const value = values[index]!;
    let rest = value - previous;
    previous = value;
    while (rest > 0x7f) {
      target[at++] = (rest & 0x7f) | 0x80;
      rest >>>= 7;
    }
    target[at++] = rest;
  }
  return at;
}

/** Room that `writeDeltas` never exceeds. */
export function deltaRoom(count: number): number {
  return count * MAX_BYTES;
}

/** Reads what `writeDeltas` wrote into `values`; answers whether source and values end together. */
export function readDeltas(
  source: Uint8Array,
  starts: Uint32Array | undefined,
  values: Uint32Array,
): boolean {
  let at = 0;
  let previous = 0;
  let run = 0;
  const end = source.length;
  for (let index = 0; index < values.length; index++) {
    if (starts !== undefined) {
      if (starts[run] === index) previous = 0;
      while (starts[run]! <= index) run += 1;
    }
    let byte = source[at++]!;
    let rest = byte & 0x7f;
    for (let shift = 7; byte > 0x7f && at < end && shift < 35; shift += 7) {
      byte = source[at++]!;
      rest |= (byte & 0x7f) << shift;
    }
    previous = (previous + rest) >>> 0;
    values[index] = previous;
    if (at > end || byte > 0x7f) return false;
  }
  return at === end;
}
