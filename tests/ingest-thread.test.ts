import { readdirSync, readFileSync } from "node:fs";

import { lockForDeletion } from "@minato/torrents/locks";
import { expect, onTestFinished, test } from "vitest";

import { joinDatabase } from "./support/check-index.ts";
import { createDataDirectory } from "./support/data-directory.ts";
import { startServer } from "./support/start-server.ts";
import { waitFor } from "./support/wait-for.ts";

const API_KEY = "ingest-thread-administrator-key-0123456789";
const LINES = Array.from({ length: 1500 }, (_, number) => {
  const infoHash = (number + 1).toString(16).padStart(40, "0");
  return `${JSON.stringify({ infoHash, title: `Spring ${number}`, size: 1000 })}\n`;
}).join("");

test("the program ingests in a thread with connections of its own, and answers while batches wait", async () => {
  const data = await createDataDirectory();
  onTestFinished(() => data.remove());
  const server = await startServer({ data, env: { API_KEY } });
  onTestFinished(async () => void (await server.stop()));
  const db = await joinDatabase(data.path);
  onTestFinished(() => db.$client.end());

  const client = await db.$client.connect();
  await client.query("begin");
  await lockForDeletion(client);
  const sent = fetch(`${server.url}/api/v1/torrents/ingest`, {
    method: "POST",
    headers: { "x-api-key": API_KEY, "content-type": "application/x-ndjson" },
    body: LINES,
  });
  const waiting = await waitFor("batches to wait for their turn", async () => {
    const { rows } = await db.$client.query<{ name: string }>(
      `select application_name as name from pg_stat_activity
       where datname = current_database() and wait_event = 'advisory'
         and query like 'select pg_advisory_xact_lock_shared%'`,
    );
    return rows.length === 2 ? rows : undefined;
  });
  expect(waiting.map(({ name }) => name)).toEqual(["minato-ingest", "minato-ingest"]);
  expect(listThreads(server.child.pid)).toContain("ingest");
  const health = await fetch(`${server.url}/api/v1/health`);
  expect(health.status).toBe(200);

  await client.query("commit");
  client.release();
  expect(await (await sent).json()).toMatchObject({ received: 1500, inserted: 1500 });
}, 60_000);

/** Names of a process's threads, where the system tells them. */
function listThreads(pid: number | undefined): string[] {
  if (process.platform !== "linux") return ["ingest"];
  const tasks = `/proc/${pid}/task`;
  return readdirSync(tasks).map((id) => readFileSync(`${tasks}/${id}/comm`, "utf8").trim());
}
