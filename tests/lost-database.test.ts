import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import { connect, startPostgres, type EmbeddedPostgres } from "@minato/database";
import { expect, onTestFinished, test } from "vitest";

import { expectStored, expectToldOnce, untilClassified } from "./support/check-index.ts";
import { IngestLoad } from "./support/ingest-load.ts";
import { createSeeded } from "./support/make-records.ts";
import { findFreePort, startServer, untilHealthy } from "./support/start-server.ts";
import { waitFor } from "./support/wait-for.ts";

const API_KEY = "lost-database-administrator-key-0123456789";
const CLASSIFY_LIMIT_MS = 60_000;

/** A database server that is none of the program's business, on a port that it keeps. */
async function createOutsideServer(): Promise<{
  start: () => Promise<EmbeddedPostgres>;
  url: () => string;
}> {
  const directory = await mkdtemp(path.join(tmpdir(), "minato-outside-"));
  const port = await findFreePort();
  let running: EmbeddedPostgres | undefined;
  onTestFinished(async () => {
    await running?.stop();
    await rm(directory, { recursive: true, force: true });
  });
  const start = async () =>
    (running = await startPostgres({ directory: path.join(directory, "postgres"), port }));
  const url = () => {
    const address = new URL(running?.url ?? "");
    address.searchParams.delete("host");
    return address.href;
  };
  return { start, url };
}

test("a lost connection and a restart of DATABASE_URL cost a 503 and nothing else", async () => {
  const outside = await createOutsideServer();
  let postgres = await outside.start();
  const env = { API_KEY, DATABASE_URL: outside.url(), LOG_LEVEL: "fatal" };
  const server = await startServer({ env });
  onTestFinished(async () => void (await server.stop()));
  const load = new IngestLoad(API_KEY);
  const end = new AbortController();
  const sending = load.run(() => server.url, createSeeded(3), end.signal);
  const refused = () => load.outcomes.get(503) ?? 0;
  const served = async () => {
    const before = load.outcomes.get(200) ?? 0;
    await waitFor("requests to be served", () => (load.outcomes.get(200) ?? 0) > before + 5);
  };
  await served();

  for (let round = 0; round < 3; round++) {
    const before = refused();
    await waitFor("a refused request", async () => {
      // A cut between two requests costs none of them anything.
      await terminateConnections(postgres.url);
      await sleep(300);
      return refused() > before;
    });
    await served();
  }
  for (let round = 0; round < 2; round++) {
    const before = refused();
    await postgres.stop();
    const health = await fetch(`${server.url}/api/v1/health`);
    expect(health.status).toBe(503);
    expect(await health.json()).toMatchObject({ status: "degraded" });
    await waitFor("refused requests", () => refused() > before + 5);
    postgres = await outside.start();
    await untilHealthy(server);
    await served();
  }
  end.abort();
  await sending;

  const db = await connect(postgres.url, { max: 2 });
  onTestFinished(() => db.$client.end());
  const torrents = await untilClassified(db, CLASSIFY_LIMIT_MS);
  await expectStored(db, load.acknowledged);
  await expectToldOnce(db);
  const outcomes = Object.fromEntries(load.outcomes);
  const streams = Object.fromEntries(load.streamOutcomes);
  const acknowledged = load.acknowledged.length;
  process.stdout.write(`${JSON.stringify({ acknowledged, torrents, outcomes, streams })}\n`);
  expect(load.withoutRetryAfter).toBe(0);
  expect(Object.keys(outcomes).toSorted()).toEqual(["200", "503"]);
}, 120_000);

async function terminateConnections(url: string): Promise<void> {
  const db = await connect(url, { max: 1, applicationName: "minato-test" });
  await db.$client.query(
    `select pg_terminate_backend(pid) from pg_stat_activity
     where application_name in ('minato', 'minato-ingest')`,
  );
  await db.$client.end();
}
