import { defineJob } from "@minato/kit";
import { createTestContext } from "@minato/tests/support/create-test-context";
import { expect, test } from "vitest";
import { z } from "zod";

import { createSystemModule } from "./module.ts";
import { isNearlyFull, systemProblems } from "./problems.ts";

const GIB = 1024 ** 3;
const sweep = defineJob({
  name: "harbour.sweep",
  data: z.object({}),
  run: () => Promise.resolve(),
});

test.for([
  ["a large disk with a small share free", 19, 1000, true],
  ["a huge disk with much free for its share", 30, 4000, false],
  ["a small disk with a good share free", 4, 20, false],
  ["any disk with nothing free", 0.5, 8, true],
] as const)("%s", ([, free, total, expected]) => {
  expect(isNearlyFull(free * GIB, total * GIB)).toBe(expected);
});

test("failed jobs are found by queue, and a later failure shows", async () => {
  const { ctx, close } = await createTestContext({ modules: [createSystemModule(() => [sweep])] });
  const [check] = systemProblems;
  const fail = (at: string) =>
    ctx.db.$client.query(
      `insert into pgboss.job (name, data, state, completed_on) values ('harbour.sweep', '{}', 'failed', $1)`,
      [at],
    );
  expect(await check?.find(ctx)).toEqual([]);
  await fail("2026-01-01T00:00:00Z");
  const first = await check?.find(ctx);
  await fail("2026-01-02T00:00:00Z");
  const second = await check?.find(ctx);
  expect(first).toMatchObject([
    { key: "harbour.sweep", values: { queue: "harbour.sweep", jobs: 1 } },
  ]);
  expect(second).toMatchObject([{ values: { jobs: 2 } }]);
  expect(second?.[0]?.mark).toBeGreaterThan(first?.[0]?.mark ?? Infinity);
  await close();
});
