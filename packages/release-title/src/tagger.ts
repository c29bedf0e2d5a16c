/**
 * Linear model over tokens in sequence: the best sequence of labels by Viterbi, and for each token
 * by how much it is better than the best sequence that labels the token otherwise.
 */
import { FEATURE_BUCKETS, FEATURES_PER_TOKEN } from "./token-features.ts";
import { MAX_TOKENS } from "./tokens.ts";

/** What a token is part of. "title-begin" is the first token of a title. */
export const LABELS = [
  "other",
  "title-begin",
  "title",
  "group",
  "artist",
  "episode-title",
  "number",
] as const;
/** One of {@link LABELS}. */
export type Label = (typeof LABELS)[number];

/** Number of labels. */
export const LABEL_COUNT = LABELS.length;
/** Weights of a model: those of the buckets, then those from label to label, then the first ones. */
export const WEIGHT_COUNT = (FEATURE_BUCKETS + LABEL_COUNT + 1) * LABEL_COUNT;

const TRANSITIONS = FEATURE_BUCKETS * LABEL_COUNT;
const FIRST = TRANSITIONS + LABEL_COUNT * LABEL_COUNT;
/** A title goes on only behind a title. */
const TITLE_BEGIN = LABELS.indexOf("title-begin");
const TITLE = LABELS.indexOf("title");
const IMPOSSIBLE = -1e9;

/** Weights in whole numbers or fractions; only their ratios matter. */
export type Weights = Int8Array | Float64Array;

/** One number for each of {@link LABELS}; another count does not compile. */
type NumberForEach<List extends readonly unknown[]> = { [Index in keyof List]: number };

/** Labels of a name's tokens. */
export interface Tagging {
  /** Index into {@link LABELS} for each token. */
  labels: Uint8Array;
  /** Score lost by the best sequence that labels this token otherwise, for each token. */
  margins: number[];
}

/** Index of the weight that is counted where label follows label; `from` -1 at the beginning. */
export function transitionIndex(from: number, to: number): number {
  return from < 0 ? FIRST + to : TRANSITIONS + from * LABEL_COUNT + to;
}

/** Room for the most tokens a name has; used anew for every name. */
const scores = new Float64Array(MAX_TOKENS * LABEL_COUNT);
const forward = new Float64Array(MAX_TOKENS * LABEL_COUNT);
const backward = new Float64Array(MAX_TOKENS * LABEL_COUNT);

/**
 * Labels the tokens whose features are given, at most {@link MAX_TOKENS}. `allowed` has one byte a
 * token, bit n for label n; without it every label may be used.
 */
export function tagTokens(weights: Weights, features: Uint16Array, allowed?: Uint8Array): Tagging {
  const count = features.length / FEATURES_PER_TOKEN;
  const packed = weights instanceof Int8Array ? packOnce(weights) : undefined;
  const steps = packed ? packed.steps : readSteps(weights);
  for (let token = 0; token < count; token += 1) {
    if (packed) sumPacked(token, packed.lanes, features);
    else sumWeights(token, weights, features);
    if (allowed) forbid(token, allowed[token] ?? 0);
  }
  goForward(steps, count);
  goBackward(steps, count);
  return readBest(count);
}

/** Weights of a finished model, arranged so that they are added up four at a time. */
interface PackedWeights {
  /** Two words a bucket, a byte for each label, 128 higher than the weight. */
  lanes: Int32Array;
  steps: Float64Array;
}

const LANE_OFFSET = 128;
const packedModels = new WeakMap<Int8Array, PackedWeights>();

function packOnce(weights: Int8Array): PackedWeights {
  const known = packedModels.get(weights);
  if (known) return known;
  const bytes = new Uint8Array(FEATURE_BUCKETS * 8);
  for (let bucket = 0; bucket < FEATURE_BUCKETS; bucket += 1) {
    for (let label = 0; label < LABEL_COUNT; label += 1) {
      bytes[bucket * 8 + label] = (weights[bucket * LABEL_COUNT + label] ?? 0) + LANE_OFFSET;
    }
  }
  const packed = { lanes: new Int32Array(bytes.buffer), steps: readSteps(weights) };
  packedModels.set(weights, packed);
  return packed;
}

/**
 * One sum for each of the seven labels, two in the halves of each variable: this is where most of
 * the time goes. The sums of 48 bytes fit into 16 bits. Bytes lie as on every machine that Node
 * runs on, lowest first.
 */
function sumPacked(token: number, lanes: Int32Array, features: Uint16Array): void {
  let [ac, bd, eg, f] = [0, 0, 0, 0];
  const end = (token + 1) * FEATURES_PER_TOKEN;
  for (let index = token * FEATURES_PER_TOKEN; index < end; index += 1) {
    const bucket = (features[index] ?? 0) * 2;
    const low = lanes[bucket] ?? 0;
    const high = lanes[bucket + 1] ?? 0;
    ac = (ac + (low & 0x00ff00ff)) | 0;
    bd = (bd + ((low >>> 8) & 0x00ff00ff)) | 0;
    eg = (eg + (high & 0x00ff00ff)) | 0;
    f = (f + ((high >>> 8) & 0x00ff00ff)) | 0;
  }
  const at = token * LABEL_COUNT;
  const offset = LANE_OFFSET * FEATURES_PER_TOKEN;
  scores[at] = (ac & 0xffff) - offset;
  scores[at + 1] = (bd & 0xffff) - offset;
  scores[at + 2] = (ac >>> 16) - offset;
  scores[at + 3] = (bd >>> 16) - offset;
  scores[at + 4] = (eg & 0xffff) - offset;
  scores[at + 5] = (f & 0xffff) - offset;
  scores[at + 6] = (eg >>> 16) - offset;
}

/** The same for weights that are still learnt and may be fractions. */
function sumWeights(token: number, weights: Weights, features: Uint16Array): void {
  let [a, b, c, d, e, f, g] = [0, 0, 0, 0, 0, 0, 0];
  const end = (token + 1) * FEATURES_PER_TOKEN;
  for (let index = token * FEATURES_PER_TOKEN; index < end; index += 1) {
    const at = (features[index] ?? 0) * LABEL_COUNT;
    a += weights[at] ?? 0;
    b += weights[at + 1] ?? 0;
    c += weights[at + 2] ?? 0;
    d += weights[at + 3] ?? 0;
    e += weights[at + 4] ?? 0;
    f += weights[at + 5] ?? 0;
    g += weights[at + 6] ?? 0;
  }
  scores.set([a, b, c, d, e, f, g] satisfies NumberForEach<typeof LABELS>, token * LABEL_COUNT);
}

function forbid(token: number, allowed: number): void {
  for (let label = 0; label < LABEL_COUNT; label += 1) {
    if ((allowed & (1 << label)) === 0) scores[token * LABEL_COUNT + label] = IMPOSSIBLE;
  }
}

/** Best score of a sequence up to each token with each label. */
function goForward(steps: Float64Array, count: number): void {
  if (count === 0) return;
  for (let label = 0; label < LABEL_COUNT; label += 1) {
    forward[label] = (scores[label] ?? 0) + (steps[LABEL_COUNT * LABEL_COUNT + label] ?? 0);
  }
  for (let at = LABEL_COUNT; at < count * LABEL_COUNT; at += LABEL_COUNT) {
    for (let label = 0; label < LABEL_COUNT; label += 1) {
      let best = Number.NEGATIVE_INFINITY;
      for (let from = 0; from < LABEL_COUNT; from += 1) {
        const before = forward[at - LABEL_COUNT + from] ?? 0;
        const score = before + (steps[from * LABEL_COUNT + label] ?? 0);
        if (score > best) best = score;
      }
      forward[at + label] = (scores[at + label] ?? 0) + best;
    }
  }
}

/** Best score of what follows each token with each label. */
function goBackward(steps: Float64Array, count: number): void {
  backward.fill(0, Math.max(0, count - 1) * LABEL_COUNT, count * LABEL_COUNT);
  for (let at = (count - 2) * LABEL_COUNT; at >= 0; at -= LABEL_COUNT) {
    const next = at + LABEL_COUNT;
    for (let label = 0; label < LABEL_COUNT; label += 1) {
      let best = Number.NEGATIVE_INFINITY;
      for (let to = 0; to < LABEL_COUNT; to += 1) {
        const after = (backward[next + to] ?? 0) + (scores[next + to] ?? 0);
        const score = after + (steps[label * LABEL_COUNT + to] ?? 0);
        if (score > best) best = score;
      }
      backward[at + label] = best;
    }
  }
}

/** Weights from label to label and, behind them, of first labels, with what is impossible marked. */
function readSteps(weights: Weights): Float64Array {
  const steps = new Float64Array(LABEL_COUNT * (LABEL_COUNT + 1));
  for (let from = -1; from < LABEL_COUNT; from += 1) {
    for (let to = 0; to < LABEL_COUNT; to += 1) {
      const isPossible = to !== TITLE || from === TITLE || from === TITLE_BEGIN;
      const row = from < 0 ? LABEL_COUNT : from;
      steps[row * LABEL_COUNT + to] = isPossible
        ? (weights[transitionIndex(from, to)] ?? 0)
        : IMPOSSIBLE;
    }
  }
  return steps;
}

/** The best label of each token lies on the best sequence, as long as no two sequences are equal. */
function readBest(count: number): Tagging {
  const labels = new Uint8Array(count);
  const margins: number[] = [];
  for (let token = 0; token < count; token += 1) {
    let best = Number.NEGATIVE_INFINITY;
    let second = Number.NEGATIVE_INFINITY;
    for (let label = 0; label < LABEL_COUNT; label += 1) {
      const at = token * LABEL_COUNT + label;
      const score = (forward[at] ?? 0) + (backward[at] ?? 0);
      if (score > best) {
        second = best;
        best = score;
        labels[token] = label;
      } else if (score > second) second = score;
    }
    margins.push(Math.min(best - second, 1e6));
  }
  return { labels, margins };
}
