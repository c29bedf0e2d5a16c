import { expect, test } from "vitest";

import { BencodeError, decode, encode, isCanonical, scanDictionary } from "./index.ts";

const SEED_TEXT =
  "d8:announce22:http://tracker.example4:infod5:filesld6:lengthi10e4:pathl1:a1:beed6:lengthi" +
  "20e4:pathl1:ceee4:name4:test12:piece lengthi16384e6:pieces20:aaaaaaaaaaaaaaaaaaaae1:zi-5ee";

/** The value or the BencodeError; any other error escapes and fails the test. */
function attempt<T>(run: () => T): T | BencodeError {
  try {
    return run();
  } catch (error) {
    if (error instanceof BencodeError) return error;
    throw error;
  }
}

/** Processor time of this thread, which other work on the machine does not change. */
function threadMilliseconds(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1_000;
}

type Outcome = "valid" | "refused" | "readers disagree";

function examine(input: Uint8Array): Outcome {
  const value = attempt(() => decode(input));
  const canonical = attempt(() => isCanonical(input));
  const spans = attempt(() => scanDictionary(input));
  if (value instanceof BencodeError) {
    const isAgreed =
      canonical instanceof BencodeError &&
      canonical.message === value.message &&
      spans instanceof BencodeError &&
      value.offset <= input.length;
    return isAgreed ? "refused" : "readers disagree";
  }
  const again = encode(value);
  const isUnchanged = Buffer.from(again).equals(input);
  return isUnchanged === canonical && isCanonical(again) ? "valid" : "readers disagree";
}

function countOutcomes(inputs: Iterable<Uint8Array>): Record<Outcome, number> {
  const counts = { valid: 0, refused: 0, "readers disagree": 0 };
  for (const input of inputs) counts[examine(input)] += 1;
  return counts;
}

// Park and Miller's generator with a fixed seed, so that a failure can be repeated.
let state = Number(process.env["FUZZ_SEED"] ?? 1);
function below(limit: number): number {
  state = (state * 48_271) % 2_147_483_647;
  return state % limit;
}

function* randomInputs(): Generator<Uint8Array> {
  const alphabet = Buffer.from("0123456789:-eild\x00a\xff", "latin1");
  for (let round = 0; round < 20_000; round += 1) {
    const isFromAlphabet = round % 4 !== 0;
    yield Uint8Array.from({ length: below(40) }, () =>
      isFromAlphabet ? (alphabet[below(alphabet.length)] ?? 0) : below(256),
    );
  }
}

function* mutatedInputs(): Generator<Uint8Array> {
  const seed = Buffer.from(SEED_TEXT);
  for (let round = 0; round < 10_000; round += 1) {
    const at = below(seed.length);
    const added = Uint8Array.from({ length: below(4) }, () => seed[below(seed.length)] ?? 0);
    yield Buffer.concat([seed.subarray(0, at), added, seed.subarray(at + below(4))]);
  }
}

test("random bytes give a value or a BencodeError, and all readers agree", () => {
  const counts = countOutcomes(randomInputs());
  expect(counts["readers disagree"]).toBe(0);
  expect(counts.valid).toBeGreaterThan(0);
});

test("mutated input gives a value or a BencodeError, and all readers agree", () => {
  const counts = countOutcomes(mutatedInputs());
  expect(counts["readers disagree"]).toBe(0);
  expect(counts.valid).toBeGreaterThan(100);
  expect(counts.refused).toBeGreaterThan(100);
});

test("every truncation is an error", () => {
  const seed = Buffer.from(SEED_TEXT);
  expect(examine(seed)).toBe("valid");
  const truncations = Array.from(seed, (_, length) => seed.subarray(0, length));
  expect(countOutcomes(truncations)).toMatchObject({ valid: 0, refused: seed.length });
});

test("ten megabytes of the costliest input are refused quickly", () => {
  const started = threadMilliseconds();
  for (const piece of ["0:", "le", "de", "1:a", "l", "d", "i1e", "9"]) {
    const input = Buffer.from(`l${piece.repeat(10_000_000 / piece.length)}`);
    expect(attempt(() => decode(input))).toBeInstanceOf(BencodeError);
  }
  expect(threadMilliseconds() - started).toBeLessThan(6_000);
}, 60_000);
