import { setTimeout as sleep } from "node:timers/promises";

const INTERVAL_MS = 25;

/** Waits until the condition holds and gives what it answered; throws with `what` after the limit. */
export async function waitFor<T>(
  what: string,
  condition: () => T | Promise<T>,
  limitMs = 45_000,
): Promise<NonNullable<T>> {
  const deadline = Date.now() + limitMs;
  for (;;) {
    const answer = await condition();
    if (answer) return answer;
    if (Date.now() > deadline) throw new Error(`waited ${limitMs} ms in vain for ${what}`);
    await sleep(INTERVAL_MS);
  }
}
