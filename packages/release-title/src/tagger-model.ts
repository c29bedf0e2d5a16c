import { readFileSync } from "node:fs";
import { deflateRawSync, inflateRawSync } from "node:zlib";

import { WEIGHT_COUNT } from "./tagger.ts";

/** What the tagger has learnt. */
export interface TaggerModel {
  /** {@link WEIGHT_COUNT} whole numbers. */
  weights: Int8Array;
  /**
   * Margins at which a reading is as likely right as wrong, and by how much more its odds are e
   * times as good; measured while training on names kept back.
   */
  calibration: Calibration;
}

/** Straight line from a margin to the logarithm of the odds that a reading is right. */
export interface Calibration {
  title: readonly [offset: number, slope: number];
  group: readonly [offset: number, slope: number];
}

/** The file that comes with the package; its note is `model/README.md`. */
export const MODEL_URL = new URL("../model/tagger.bin", import.meta.url);

/** First bytes of a model file: the letters "RTT1". */
const MAGIC = 0x31545452;
const HEADER_FLOATS = 4;
const HEADER_BYTES = 4 + HEADER_FLOATS * 4;

/** Reads a model file; throws where it is not one that {@link writeTaggerModel} made. */
export function loadTaggerModel(url: URL = MODEL_URL): TaggerModel {
  const bytes = inflate(readFileSync(url), url);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length !== HEADER_BYTES + WEIGHT_COUNT || view.getUint32(0, true) !== MAGIC) {
    throw new Error(
      `${url.pathname} is no model of this version: expected ${WEIGHT_COUNT} weights`,
    );
  }
  const [a = 0, b = 0, c = 0, d = 0] = Array.from({ length: HEADER_FLOATS }, (_, index) =>
    view.getFloat32(4 + index * 4, true),
  );
  return {
    weights: new Int8Array(bytes.subarray(HEADER_BYTES)),
    calibration: { title: [a, b], group: [c, d] },
  };
}

function inflate(compressed: Buffer, url: URL): Buffer {
  try {
    return inflateRawSync(compressed, { maxOutputLength: HEADER_BYTES + WEIGHT_COUNT });
  } catch (cause) {
    throw new Error(describeProblem(url), { cause });
  }
}

function describeProblem(url: URL): string {
  return `${url.pathname} is no model of this version: expected ${WEIGHT_COUNT} weights`;
}

/** The bytes of a model file, compressed. */
export function writeTaggerModel({ weights, calibration }: TaggerModel): Buffer {
  const bytes = Buffer.alloc(HEADER_BYTES + WEIGHT_COUNT);
  bytes.writeUInt32LE(MAGIC, 0);
  for (const [index, value] of [...calibration.title, ...calibration.group].entries()) {
    bytes.writeFloatLE(value, 4 + index * 4);
  }
  bytes.set(new Uint8Array(weights.buffer, weights.byteOffset, weights.length), HEADER_BYTES);
  return deflateRawSync(bytes, { level: 9 });
}
