/**
 * Linear model over tokens in sequence: the best sequence of labels by Viterbi, and for each token
 * by how much it is better than the best sequence that labels the token otherwise.
 */
import { FEATURE_BUCKETS, FEATURES_PER_TOKEN } from "./token-features.ts";

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
  margins: Float64Array;
}

/** Index of the weight that is counted where label follows label; `from` -1 at the beginning. */
export function transitionIndex(from: number, to: number): number {
  return from < 0 ? FIRST + to : TRANSITIONS + from * LABEL_COUNT + to;
}

/**
 * Labels the tokens whose features are given. `allowed` has one byte a token, bit n for label n;
 * without it every label may be used.
 */
export function tagTokens(weights: Weights, features: Uint16Array, allowed?: Uint8Array): Tagging {
  const count = features.length / FEATURES_PER_TOKEN;
  const scores = scoreTokens(weights, features, allowed);
  const steps = readSteps(weights);
  const forward = new Float64Array(scores.length);
  const backward = new Float64Array(scores.length);
  for (let token = 0; token < count; token += 1) {
    const at = token * LABEL_COUNT;
    for (let label = 0; label < LABEL_COUNT; label += 1) {
      forward[at + label] = (scores[at + label] ?? 0) + bestBefore(forward, steps, token, label);
    }
  }
  for (let token = count - 2; token >= 0; token -= 1) {
    const next = (token + 1) * LABEL_COUNT;
    for (let label = 0; label < LABEL_COUNT; label += 1) {
      let best = Number.NEGATIVE_INFINITY;
      for (let to = 0; to < LABEL_COUNT; to += 1) {
        const score =
          (backward[next + to] ?? 0) +
          (scores[next + to] ?? 0) +
          (steps[label * LABEL_COUNT + to] ?? 0);
        if (score > best) best = score;
      }
      backward[token * LABEL_COUNT + label] = best;
    }
  }
  return readBest(forward, backward, count);
}

function scoreTokens(
  weights: Weights,
  features: Uint16Array,
  allowed: Uint8Array | undefined,
): Float64Array {
  const count = features.length / FEATURES_PER_TOKEN;
  const scores = new Float64Array(count * LABEL_COUNT);
  for (let token = 0; token < count; token += 1) {
    sumWeights(scores, token, weights, features);
    if (allowed) forbid(scores, token, allowed[token] ?? 0);
  }
  return scores;
}

/** One sum for each of the seven labels, in variables: this is where most of the time goes. */
function sumWeights(
  scores: Float64Array,
  token: number,
  weights: Weights,
  features: Uint16Array,
): void {
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

function forbid(scores: Float64Array, token: number, allowed: number): void {
  for (let label = 0; label < LABEL_COUNT; label += 1) {
    if ((allowed & (1 << label)) === 0) scores[token * LABEL_COUNT + label] = IMPOSSIBLE;
  }
}

function bestBefore(
  forward: Float64Array,
  steps: Float64Array,
  token: number,
  label: number,
): number {
  if (token === 0) return steps[LABEL_COUNT * LABEL_COUNT + label] ?? 0;
  const from = (token - 1) * LABEL_COUNT;
  let best = Number.NEGATIVE_INFINITY;
  for (let before = 0; before < LABEL_COUNT; before += 1) {
    const score = (forward[from + before] ?? 0) + (steps[before * LABEL_COUNT + label] ?? 0);
    if (score > best) best = score;
  }
  return best;
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
function readBest(forward: Float64Array, backward: Float64Array, count: number): Tagging {
  const labels = new Uint8Array(count);
  const margins = new Float64Array(count);
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
    margins[token] = Math.min(best - second, 1e6);
  }
  return { labels, margins };
}
