import { identityModule } from "@minato/identity";
import { createUser } from "@minato/identity/create-user";
import type { Principal } from "@minato/kit";
import { createNotificationsModule } from "@minato/notifications";
import { secretsModule } from "@minato/secrets";
import { createTestContext, type TestContext } from "@minato/tests/support/create-test-context";
import { afterAll, beforeAll, expect, test } from "vitest";

import { requestRebuild } from "./request-rebuild.ts";
import { watchRebuildJob } from "./watch-rebuild.ts";

const ADA = { name: "Ada", email: "ada@example.org", password: "nine lanterns over the quay" };

let context: TestContext;
let userId: string;

beforeAll(async () => {
  const modules = [secretsModule, identityModule, createNotificationsModule(() => [])];
  context = await createTestContext({ modules });
  ({ id: userId } = await createUser(context.ctx, { ...ADA, role: "administrator" }));
});
afterAll(() => context.close());

test("who asked for a rebuild is told when every index is built, and not before", async () => {
  const { ctx, sent } = context;
  const scopes = new Set(["admin"] as const);
  const principal: Principal = { kind: "user", name: ADA.email, userId, keyId: undefined, scopes };
  const generation = await requestRebuild(ctx, { principal, address: undefined });
  await setProgress("one", generation, 1);
  await setProgress("two", generation, 0.5);
  await look();
  expect(await listTold()).toEqual([]);
  await setProgress("two", generation, 1);
  await look();
  expect(await listTold()).toEqual([{ topic: "reindex-ended", values: { torrents: 7 } }]);
  expect(sent.filter(({ job }) => job.name === watchRebuildJob.name)).toEqual([]);
});

/** Runs the look that waits, and leaves the one that it sends. */
async function look(): Promise<void> {
  const at = context.sent.findIndex(({ job }) => job.name === watchRebuildJob.name);
  const [next] = context.sent.splice(at, 1);
  await next?.job.run(context.ctx, next.data, AbortSignal.timeout(10_000));
}

async function setProgress(name: string, generation: number, progress: number): Promise<void> {
  await context.ctx.db.$client.query(
    `insert into search_indexes (name, generation, progress, torrents, updated_at)
     values ($1, $2, $3, 7, now())
     on conflict (name) do update set progress = excluded.progress`,
    [name, generation, progress],
  );
}

async function listTold() {
  const { rows } = await context.ctx.db.$client.query(
    "select topic, values from notifications where user_id = $1",
    [userId],
  );
  return rows;
}
