import { setImmediate as turn } from "node:timers/promises";

import { expect, test } from "vitest";

import { IngestPressure } from "./ingest-pressure.ts";

test("work behind ingest waits for a batch that is being written, however long that takes", async () => {
  const pressure = new IngestPressure();
  const ends: string[] = [];
  const { promise: written, resolve: end } = Promise.withResolvers<void>();
  const batch = pressure.during(() => written).then(() => ends.push("batch"));
  const work = pressure.ease(AbortSignal.timeout(60_000)).then(() => ends.push("work"));
  await turn();
  end();
  await Promise.all([batch, work]);
  expect(ends).toEqual(["batch", "work"]);
});

test("without any ingest nothing waits", async () => {
  const started = AbortSignal.abort();
  await expect(new IngestPressure().ease(started)).resolves.toBeUndefined();
});
