import { expect, test } from "vitest";

import { findMatches, foldText, MAX_TOKEN_LENGTH, tokenize, tokenizeQuery } from "./index.ts";

const RELEASE_WORDS = "S01E01 -E03 3x07 H.264 WEB-DL DDP5 .1 S.H.I.E & and . - _ ( 1080p the x 1";
const HARD_CASES =
  "'|’|ß|e\u0301|İ|東京|ガ|한|ไทย|\u0000|\ud800|\udc00|𠮷|🐇|\u200b|\ufdfa|\u0301|\t| ";
const PIECES = RELEASE_WORDS.split(" ").concat(HARD_CASES.split("|"), "Season 2", " ");

function randomNumbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

function randomText(random: (below: number) => number): string {
  let text = "";
  for (let count = random(14); count >= 0; count--) {
    text += random(4) === 0 ? String.fromCharCode(random(0x10000)) : PIECES[random(PIECES.length)];
  }
  return text;
}

test("any text is split into bounded, clean tokens that are found again in it", () => {
  const random = randomNumbers(7);
  for (let round = 0; round < 4000; round++) {
    const text = randomText(random);
    const tokens = tokenize(text);
    for (const token of tokens) {
      expect(token.length).toBeLessThanOrEqual(MAX_TOKEN_LENGTH);
      expect(token).toMatch(/^[\p{L}\p{N}\p{M}]+$/u);
      expect(token.isWellFormed()).toBe(true);
    }
    let previous = -1;
    for (const [start, end] of findMatches(
      text,
      tokens.map((token) => ({ text: token })),
    )) {
      expect(start).toBeGreaterThan(previous);
      expect(end).toBeGreaterThan(start);
      expect(end).toBeLessThanOrEqual(text.length);
      previous = end;
    }
    expect(previous > 0).toBe(tokens.length > 0);
  }
});

test("a text finds itself when it is asked as a query", () => {
  const random = randomNumbers(11);
  for (let round = 0; round < 4000; round++) {
    const text = randomText(random).replace(/["“”„«»]|(?<!\S)-/gu, "");
    const held = new Set(tokenize(text));
    for (const token of tokenizeQuery(text).tokens) {
      expect(held.has(token.text), `${JSON.stringify(text)} holds ${token.text}`).toBe(true);
    }
  }
});

test("long hostile texts take little time", () => {
  const units = ["a", "e\u0301", "\u0301", '"', '-"', " -x", "S01E01-", "e1", "a.", "&", "'", "東"];
  for (const unit of [...units, "\ud800", "\u0000", "\ufdfa", "web-dl-", "s1e1e1", "1x01-"]) {
    const text = unit.repeat(100_000 / unit.length);
    // Time of this thread alone: the machine may do other things as well.
    const before = process.threadCpuUsage();
    expect(foldText(text).length).toBeLessThanOrEqual(text.length * 18);
    expect(tokenize(text).length).toBeLessThanOrEqual(256);
    expect(tokenizeQuery(text).tokens.length).toBeLessThanOrEqual(64);
    findMatches(text, tokenizeQuery(text).tokens);
    const { user, system } = process.threadCpuUsage(before);
    expect((user + system) / 1000).toBeLessThan(1500);
  }
});
