import { blocklistModule } from "@minato/blocklist";
import type { Job } from "@minato/kit";
import { createSystemModule } from "@minato/system";
import { JobQueue } from "@minato/system/job-queue";
import { createTestContext, type TestContext } from "@minato/tests/support/create-test-context";
import { waitFor } from "@minato/tests/support/wait-for";
import { torrentsModule } from "@minato/torrents";
import { ingestTorrents } from "@minato/torrents/ingest-torrents";
import type { QueryResultRow } from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";

import { classifyTorrentsJob } from "./jobs.ts";
import { classifyModule } from "./module.ts";
import { requeueMissed } from "./requeue-missed.ts";

const COUNT = 450;
const never = new AbortController().signal;

let context: TestContext;
beforeAll(async () => {
  const system = createSystemModule(() => classifyModule.jobs);
  const modules = [system, blocklistModule, torrentsModule, classifyModule];
  context = await createTestContext({ modules });
});
afterAll(() => context.close());

test("torrents of a job that failed for good are classified later, but for the one at fault", async () => {
  const { ctx } = context;
  const records = Array.from({ length: COUNT }, (_, number) => ({
    infoHash: number.toString(16).padStart(40, "0"),
    title: `Harbour survey ${number} 1080p`,
    size: 1000 + number,
  }));
  await ingestTorrents(ctx, records, { sourceName: "quay" });
  expect(await requeueMissed(ctx, never)).toBe(0);

  const poison = await read("select id as n from torrents where size = 1123");
  const broken: Job<typeof classifyTorrentsJob.data> = {
    ...classifyTorrentsJob,
    async run(own, data, signal) {
      if (data.torrentIds.includes(poison)) throw new Error("the shelf is empty");
      await classifyTorrentsJob.run(own, data, signal);
    },
  };
  await query("update pgboss.job set retry_limit = 0 where name = 'classify.torrents'");
  const queue = new JobQueue(ctx.db, [broken as unknown as Job], ctx.log);
  await queue.start();
  await query("update pgboss.queue set retry_limit = 0 where name = 'classify.torrents'");
  await queue.work(ctx);
  try {
    await idle();
    expect(await countClassified()).toBe(0);
    expect(await requeueMissed(ctx, never)).toBe(COUNT);
    await idle();
    expect(await countClassified()).toBe(COUNT - 3);
    expect(await requeueMissed(ctx, never)).toBe(3);
    await idle();
    expect(await countClassified()).toBe(COUNT - 1);
    expect(await requeueMissed(ctx, never)).toBe(0);
  } finally {
    await queue.stop();
  }
  const dead = await query(
    `select data -> 'torrentIds' as ids, output ->> 'message' as error from pgboss.job
     where state = 'failed' order by jsonb_array_length(data -> 'torrentIds')`,
  );
  expect(dead).toHaveLength(3);
  expect(dead[0]).toEqual({ ids: [poison], error: "the shelf is empty" });
});

async function query<Row extends QueryResultRow>(text: string): Promise<Row[]> {
  return (await context.ctx.db.$client.query<Row>(text)).rows;
}

/** The number that a statement calls `n`. */
async function read(text: string): Promise<number> {
  return (await query<{ n: number }>(text))[0]?.n ?? 0;
}

/** Waits until nothing waits or runs. */
async function idle(): Promise<void> {
  const open = `select count(*)::int as n from pgboss.job
    where name = 'classify.torrents' and state in ('created', 'retry', 'active')`;
  await waitFor("an empty queue", async () => (await read(open)) === 0);
}

function countClassified(): Promise<number> {
  return read("select count(*)::int as n from torrent_attributes");
}
