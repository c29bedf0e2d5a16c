import type { ApiOutputs } from "../../lib/orpc.ts";

/** What came in, step by step. */
export type Intake = ApiOutputs["torrents"]["intake"];
/** One step of it. */
export type IntakeStep = Intake["items"][number];

const MINUTE_S = 60;

/** New torrents a minute in a step; the one that is not over counts by what of it has passed. */
export function ratePerMinute(
  { at, inserted }: Pick<IntakeStep, "at" | "inserted">,
  stepSeconds: number,
  now = Date.now(),
): number {
  const passed = (now - Date.parse(at)) / 1000;
  const seconds = Math.min(stepSeconds, Math.max(MINUTE_S, passed));
  return (inserted / seconds) * MINUTE_S;
}

/** The rate now: of the step that runs and the one before it. */
export function currentRate({ items, stepSeconds }: Intake, now = Date.now()): number {
  const [before, running] = items.slice(-2);
  if (before === undefined || running === undefined) return 0;
  const inserted = before.inserted + running.inserted;
  return ratePerMinute({ at: before.at, inserted }, 2 * stepSeconds, now);
}

/** A round number not below the value, for the top of a scale: 1, 2, 4, 5 or 10 times a power of ten. */
export function roundUp(value: number): number {
  if (value <= 1) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  const step = [1, 2, 4, 5, 10].find((factor) => factor * power >= value) ?? 10;
  return step * power;
}
