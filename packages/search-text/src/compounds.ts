import type { TokenSink } from "./token.ts";
import type { Word } from "./words.ts";

/** Words of release names that are written with or without something between their halves. */
const PAIRS = new Set([
  "web dl",
  "web rip",
  "web dlrip",
  "webdl rip",
  "blu ray",
  "dvd rip",
  "bd rip",
  "br rip",
  "hd rip",
  "tv rip",
  "hdtv rip",
  "ac 3",
  "eac 3",
]);
/** First halves, so that other words are passed over fast. */
const FIRST_HALVES = new Set([...PAIRS].map((pair) => pair.slice(0, pair.indexOf(" "))));
const JOINTS = new Set([".", "-", "_", " "]);
const AUDIO_CODEC = /^(?:ddp?|e?ac3|aac|dts|ma|flac|truehd|opus|l?pcm|atmos)$/;
const CODEC_WITH_CHANNELS = /^(?:ddp?|e?ac3|aac|dts|ma|flac|truehd|opus|l?pcm|atmos)[1-9]$/;
const CHANNELS = /^[1-9]$/;
const SUBWOOFERS = /^[0-2]$/;
const VIDEO_CODEC = /^26[3-6]$/;

/**
 * Joins what release names write in several ways: `H.264`, `WEB-DL`, `Blu-ray`, `DDP5.1`,
 * `DD+5.1`, `AAC 2.0`. Answers how many words were used, 0 when the words are no compound.
 */
export function emitCompound(words: Word[], at: number, sink: TokenSink): number {
  const length = codecLength(words, at) || audioLength(words, at) || pairLength(words, at);
  if (length === 0) return 0;
  const parts = words.slice(at, at + length);
  const isPlus = parts[0]!.text === "dd" && parts[1]!.gap === "+";
  const text = parts.map((word, index) => (isPlus && index === 0 ? "ddp" : word.text)).join("");
  sink.add(text, parts[0]!.start, parts.at(-1)!.end);
  return length;
}

/** Whether `H.264` or one of its kin begins at the word. */
export function startsCodec(words: Word[], at: number): boolean {
  return codecLength(words, at) > 0;
}

function codecLength(words: Word[], at: number): number {
  const first = words[at]?.text;
  if (first !== "h" && first !== "x") return 0;
  return follows(words[at + 1], VIDEO_CODEC) ? 2 : 0;
}

function audioLength(words: Word[], at: number): number {
  const first = words[at]!.text;
  const next = words[at + 1];
  if (next === undefined) return 0;
  if (CODEC_WITH_CHANNELS.test(first)) return follows(next, SUBWOOFERS) ? 2 : 0;
  if (!AUDIO_CODEC.test(first)) return 0;
  const isPlus = first === "dd" && next.gap === "+" && CHANNELS.test(next.text);
  if (!isPlus && !follows(next, CHANNELS)) return 0;
  return follows(words[at + 2], SUBWOOFERS) ? 3 : 0;
}

function pairLength(words: Word[], at: number): number {
  let joined = words[at]!.text;
  if (!FIRST_HALVES.has(joined)) return 0;
  let length = 1;
  for (; length < 3; length++) {
    const next = words[at + length];
    if (next === undefined || !JOINTS.has(next.gap) || !PAIRS.has(`${joined} ${next.text}`)) break;
    joined += next.text;
  }
  return length === 1 ? 0 : length;
}

function follows(word: Word | undefined, pattern: RegExp): boolean {
  return word !== undefined && JOINTS.has(word.gap) && pattern.test(word.text);
}
