import { foldText } from "../src/folded-name.ts";
import { hashText } from "../src/hash-text.ts";
import { prepareName } from "../src/prepare-name.ts";
/** Trains the tagger: averaged structured perceptron on fully and partly labelled names. */
import { readOpinion } from "../src/read-opinion.ts";
import type { Calibration, TaggerModel } from "../src/tagger-model.ts";
import { tagTokens, transitionIndex, WEIGHT_COUNT, LABEL_COUNT } from "../src/tagger.ts";
import { extractFeatures, FEATURES_PER_TOKEN, WORD_FEATURES } from "../src/token-features.ts";
import { tokenizeName } from "../src/tokens.ts";
import { calibrate } from "./calibrate.ts";
import { labelRow } from "./label-rows.ts";
import type { NameRow } from "./name-row.ts";

/** Settings of {@link trainTagger}; all have a default. */
export interface TrainingOptions {
  /** Passes over the rows; 8. */
  passes?: number;
  /** Models that are averaged; 4. */
  rounds?: number;
  /** Seed of the order of rows; 1. */
  seed?: number;
  /** A word is learnt as itself where at least so many different names hold it; 4. */
  leastNames?: number;
  /** Confidence is calibrated, which takes as long as training; true. */
  isCalibrated?: boolean;
}

/** Margins say nothing of chances in a model that is not calibrated. */
const UNCALIBRATED: Calibration = { title: [0, 0], group: [0, 0] };

/** A row with everything that does not change while training. */
interface Example {
  features: Uint16Array;
  allowed: Uint8Array;
}

/**
 * A model learnt from the rows; the same rows and options give the same model. Confidence is
 * calibrated on a fifth of the rows with a model that did not see them.
 */
export function trainTagger(rows: readonly NameRow[], options: TrainingOptions = {}): TaggerModel {
  const weights = quantise(trainWeights(rows, options));
  if (options.isCalibrated === false) return { weights, calibration: UNCALIBRATED };
  const draft = quantise(
    trainWeights(
      rows.filter((row) => !isKept(row)),
      options,
    ),
  );
  const calibration = calibrate(rows.filter(isKept), draft);
  return { weights, calibration };
}

/** A fifth of the names, whatever their case and separators. */
function isKept(row: NameRow): boolean {
  return Math.abs(hashText(foldText(row.title))) % 5 === 0;
}

/** Whole numbers from -127 to 127; the few largest weights are cut. */
function quantise(weights: Float64Array): Int8Array {
  const sizes = weights
    .map(Math.abs)
    .filter((size) => size > 0)
    .toSorted();
  const largest = sizes[Math.floor(sizes.length * 0.9995)] ?? 1;
  return Int8Array.from(weights, (weight) =>
    Math.round(Math.max(-1, Math.min(weight / largest, 1)) * 127),
  );
}

function trainWeights(rows: readonly NameRow[], options: TrainingOptions): Float64Array {
  const { passes = 8, rounds = 4, seed = 1, leastNames = 4 } = options;
  const examples = makeExamples(rows, leastNames);
  const total = new Float64Array(WEIGHT_COUNT);
  for (let round = 0; round < rounds; round += 1) {
    const weights = trainOnce([...examples], passes, createRandom(seed + round));
    for (const [index, weight] of weights.entries())
      total[index] = (total[index] ?? 0) + weight / rounds;
  }
  return total;
}

/** One model; several from different orders, averaged, are better than the best of them. */
function trainOnce(examples: Example[], passes: number, random: () => number): Float64Array {
  const weights = new Float64Array(WEIGHT_COUNT);
  const sums = new Float64Array(WEIGHT_COUNT);
  let step = 1;
  for (let pass = 0; pass < passes; pass += 1) {
    shuffle(examples, random);
    for (const example of examples) {
      learn(example, weights, sums, step);
      step += 1;
    }
  }
  return weights.map((weight, index) => weight - (sums[index] ?? 0) / step);
}

function makeExamples(rows: readonly NameRow[], leastNames: number): Example[] {
  const counts = new Map<string, number>();
  const seen = new Set<string>();
  const prepared = rows.map((row) => {
    const name = prepareName(row.title);
    const tokens = tokenizeName(name);
    if (!seen.has(name.toLowerCase())) {
      for (const word of new Set(tokens.map(({ lower }) => lower))) {
        counts.set(word, (counts.get(word) ?? 0) + 1);
      }
    }
    seen.add(name.toLowerCase());
    return { row, name, tokens };
  });
  const isRare = (word: string | undefined): boolean =>
    (counts.get(word ?? "") ?? leastNames) < leastNames;
  return prepared.flatMap(({ row, name, tokens }) => {
    if (tokens.length === 0) return [];
    const { opinion } = readOpinion(name);
    const allowed = labelRow(row, name, tokens, opinion);
    if (!allowed) return [];
    const features = extractFeatures(tokens, opinion);
    for (const index of tokens.keys()) {
      const words = [index, index - 1, index + 1, index].map((at) => tokens[at]?.lower);
      for (const [place, feature] of WORD_FEATURES.entries()) {
        // Bucket 0 stands for every rare word; training leaves it alone.
        if (isRare(words[place])) features[index * FEATURES_PER_TOKEN + feature] = 0;
      }
    }
    return [{ features, allowed }];
  });
}

function learn(example: Example, weights: Float64Array, sums: Float64Array, step: number): void {
  const { features, allowed } = example;
  const guess = tagTokens(weights, features).labels;
  if (guess.every((label, token) => ((allowed[token] ?? 0) & (1 << label)) !== 0)) return;
  const wanted = tagTokens(weights, features, allowed).labels;
  const add = (index: number, amount: number): void => {
    weights[index] = (weights[index] ?? 0) + amount;
    sums[index] = (sums[index] ?? 0) + amount * step;
  };
  for (const token of guess.keys()) {
    const right = wanted[token] ?? 0;
    const wrong = guess[token] ?? 0;
    const rightFrom = token === 0 ? -1 : (wanted[token - 1] ?? 0);
    const wrongFrom = token === 0 ? -1 : (guess[token - 1] ?? 0);
    if (right !== wrong || rightFrom !== wrongFrom) {
      add(transitionIndex(rightFrom, right), 1);
      add(transitionIndex(wrongFrom, wrong), -1);
    }
    if (right === wrong) continue;
    for (let place = 0; place < FEATURES_PER_TOKEN; place += 1) {
      const bucket = features[token * FEATURES_PER_TOKEN + place] ?? 0;
      if (bucket === 0) continue;
      add(bucket * LABEL_COUNT + right, 1);
      add(bucket * LABEL_COUNT + wrong, -1);
    }
  }
}

function shuffle<T>(items: T[], random: () => number): void {
  for (let index = items.length - 1; index > 0; index -= 1) {
    const other = Math.floor(random() * (index + 1));
    [items[index], items[other]] = [items[other] as T, items[index] as T];
  }
}

/** Park and Miller's generator: enough for an order, and the same on every machine. */
function createRandom(seed: number): () => number {
  let state = (seed % 2_147_483_646) + 1;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}
