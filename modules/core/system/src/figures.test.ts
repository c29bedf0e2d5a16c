import { afterEach, expect, test, vi } from "vitest";

import { Figures } from "./figures.ts";

afterEach(() => {
  vi.useRealTimers();
});

test("a figure is loaded once for all who ask for it, and a failure is not kept", async () => {
  const figures = new Figures();
  let loads = 0;
  const load = async () => ++loads;
  expect(await Promise.all([figures.get("a", load), figures.get("a", load)])).toEqual([1, 1]);
  await expect(figures.get("b", () => Promise.reject(new Error("away")))).rejects.toThrow("away");
  expect(await figures.get("b", load)).toBe(2);
});

test("a cheap figure is loaded anew after a moment, and whoever asks waits for it", async () => {
  vi.useFakeTimers();
  const figures = new Figures();
  let loads = 0;
  const load = async () => ++loads;
  expect(await figures.get("a", load)).toBe(1);
  await vi.advanceTimersByTimeAsync(200);
  expect(await figures.get("a", load)).toBe(1);
  await vi.advanceTimersByTimeAsync(100);
  expect(await figures.get("a", load)).toBe(2);
});

test("a dear figure is loaded at most every half minute, and nobody waits for it again", async () => {
  vi.useFakeTimers();
  const figures = new Figures();
  let loads = 0;
  const load = async () => {
    await sleepFake(1000);
    return ++loads;
  };
  const first = figures.get("a", load);
  await vi.advanceTimersByTimeAsync(1000);
  expect(await first).toBe(1);
  for (let second = 0; second < 29; second++) {
    expect(await figures.get("a", load)).toBe(1);
    await vi.advanceTimersByTimeAsync(1000);
  }
  await vi.advanceTimersByTimeAsync(2000);
  // Given at once, one load behind it for all who ask.
  expect(await Promise.all([figures.get("a", load), figures.get("a", load)])).toEqual([1, 1]);
  await vi.advanceTimersByTimeAsync(1000);
  expect(await figures.get("a", load)).toBe(2);
  expect(loads).toBe(2);
  await vi.advanceTimersByTimeAsync(120_000);
  const late = figures.get("a", load);
  await vi.advanceTimersByTimeAsync(1000);
  // Nobody asked for long: the old number would be wrong.
  expect(await late).toBe(3);
});

test("when the next load fails behind a figure, the one after it is waited for", async () => {
  vi.useFakeTimers();
  const figures = new Figures();
  const first = figures.get("a", loadSlowly);
  await vi.advanceTimersByTimeAsync(1000);
  await first;
  await vi.advanceTimersByTimeAsync(31_000);
  expect(await figures.get("a", () => Promise.reject(new Error("away")))).toBe("good");
  await vi.advanceTimersByTimeAsync(1);
  await expect(figures.get("a", () => Promise.reject(new Error("away")))).rejects.toThrow("away");
});

test("a figure that knows its own cost is kept by that", async () => {
  vi.useFakeTimers();
  const figures = new Figures();
  let loads = 0;
  const load = async () => {
    await sleepFake(90);
    return ++loads;
  };
  for (const expected of [1, 2]) {
    const figure = figures.get("a", load, () => 10);
    await vi.advanceTimersByTimeAsync(90);
    expect(await figure).toBe(expected);
    await vi.advanceTimersByTimeAsync(10);
  }
});

async function loadSlowly(): Promise<string> {
  await sleepFake(1000);
  return "good";
}

function sleepFake(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}
