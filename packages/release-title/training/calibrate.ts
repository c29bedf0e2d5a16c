/** Finds how margins of the tagger turn into chances. */
import { foldText } from "../src/folded-name.ts";
import { prepareName } from "../src/prepare-name.ts";
import { readOpinion } from "../src/read-opinion.ts";
import { resolveFields } from "../src/resolve-fields.ts";
import type { Calibration } from "../src/tagger-model.ts";
import type { NameRow } from "./name-row.ts";

interface Sample {
  margin: number;
  isRight: boolean;
}

const STEPS = 4000;
/** With this line a confidence gives its margin back, so that margins can be gathered. */
const IDENTITY: Calibration = { title: [0, 0.01], group: [0, 0.01] };

/** Logistic regression of right and wrong readings on their margins, for titles and groups. */
export function calibrate(rows: readonly NameRow[], weights: Int8Array): Calibration {
  const samples: Record<keyof Calibration, Sample[]> = { title: [], group: [] };
  for (const { title: raw, expected } of rows) {
    const name = prepareName(raw);
    const resolved = resolveFields(readOpinion(name), name, { weights, calibration: IDENTITY });
    if ("title" in expected) {
      const isRight = isSame(resolved.title, expected["title"], expected["titleAlt"]);
      samples.title.push({ margin: marginOf(resolved.titleConfidence), isRight });
    }
    if ("group" in expected) {
      const isRight = isSame(resolved.group, expected["group"], undefined);
      samples.group.push({ margin: marginOf(resolved.groupConfidence), isRight });
    }
  }
  return { title: fit(samples.title), group: fit(samples.group) };
}

function isSame(found: string | undefined, wanted: unknown, others: unknown): boolean {
  const texts = [wanted, ...(Array.isArray(others) ? others : [])];
  return texts.some((text) => foldText(String(text ?? "")) === foldText(found ?? ""));
}

function marginOf(confidence: number): number {
  return Math.log(confidence / (1 - confidence)) / 0.01;
}

function fit(samples: readonly Sample[]): readonly [number, number] {
  const usable = samples.filter(({ margin }) => Number.isFinite(margin));
  const mean = usable.reduce((sum, { margin }) => sum + margin, 0) / (usable.length || 1) || 1;
  let offset = 0;
  let slope = 1;
  for (let step = 0; step < STEPS && usable.length > 0; step += 1) {
    let offsetError = 0;
    let slopeError = 0;
    for (const { margin, isRight } of usable) {
      const x = margin / mean;
      const error = 1 / (1 + Math.exp(-(offset + slope * x))) - Number(isRight);
      offsetError += error;
      slopeError += error * x;
    }
    offset -= offsetError / usable.length;
    slope -= slopeError / usable.length;
  }
  return [offset, slope / mean];
}
