import { readFileSync } from "node:fs";
import path from "node:path";

import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";

import { createDataDirectory, type DataDirectory } from "./support/data-directory.ts";
import { spawnServer, startServer, untilHealthy } from "./support/start-server.ts";
import type { ServerOptions, ServerProcess } from "./support/start-server.ts";
import { waitFor } from "./support/wait-for.ts";

const API_KEY = "lifecycle-administrator-key-0123456789";
const KEY = { "x-api-key": API_KEY };
/** It takes two seconds on a machine that does nothing else. */
const SECOND_START_LIMIT_MS = 30_000;

/** Made by the first test and served again by the later ones, as on a machine that restarts. */
let data: DataDirectory;

beforeAll(async () => {
  data = await createDataDirectory();
});

afterAll(() => data.remove());

test("a first start tells what it does, where it serves and how to set it up", async () => {
  const server = await spawnServer({ data, env: { ROLES: "api,web,worker" } });
  onTestFinished(() => server.kill());
  const answers = await pollWhileStarting(server);

  const [starting] = answers.filter(({ path: name }) => name === "/api/v1/health");
  expect(starting?.status).toBe(503);
  expect(starting?.body).toEqual({ status: "starting", step: expect.stringMatching(/\w/) });
  const others = answers.filter(({ path: name }) => name !== "/api/v1/health");
  expect(new Set(others.map(({ path: name }) => name))).toContain("/");
  for (const answer of others) {
    expect(answer).toMatchObject({ status: 503, retryAfter: "2" });
    expect(answer.body).toMatchObject({ code: "SERVICE_UNAVAILABLE" });
  }

  expect(await getJson(server, "/api/v1/health")).toEqual({ status: "ok" });
  await waitFor("the set-up link", () => server.stdout().includes("/setup?token="));
  expect(server.stdout()).toContain("creating the database …");
  expect(server.stdout()).toContain("Bringing the tables up to date …");
  expect(server.stdout()).toContain(`Minato is ready at ${server.url}\n`);
  const token = /\/setup\?token=(\w{20,})\n/.exec(server.stdout())?.[1];

  const made = await setUp(server, token);
  expect(made.status).toBe(200);
  expect((await setUp(server, token)).status).toBe(409);
  expect(await server.stop()).toBe(0);
  expect(server.stderr()).toBe("");
}, 60_000);

test("a second start serves quickly and offers no set-up link", async () => {
  const started = performance.now();
  const server = await start({ env: { ROLES: "api,web,worker" } });
  const took = Math.round(performance.now() - started);
  process.stdout.write(`second start to serving: ${took} ms\n`);
  expect(took).toBeLessThan(SECOND_START_LIMIT_MS);
  await waitFor("the ready line", () => server.stdout().includes("is ready at"));
  expect(await server.stop()).toBe(0);
  expect(server.stdout()).not.toContain("/setup?token=");
});

test.for(["SIGINT", "SIGTERM"] as const)(
  "%s stops the program and its PostgreSQL",
  async (signal) => {
    const server = await start();
    const postmaster = findPostmaster();
    expect(await server.stop(signal)).toBe(0);
    expect(isAlive(postmaster)).toBe(false);
    expect(server.stderr()).toBe("");
  },
);

test("a TERM while the database is being made leaves no PostgreSQL behind", async () => {
  const fresh = await createDataDirectory();
  onTestFinished(() => fresh.remove());
  const server = await spawnServer({ data: fresh });
  await waitFor("the first step", () => server.stdout().includes("creating the database"));
  expect(await server.stop("SIGTERM")).toBe(0);
  expect(fresh.findPostmaster()).toBeUndefined();
  expect(server.stderr()).toBe("");
});

test("a TERM that only npm gets stops the program and its PostgreSQL", async () => {
  const shell = await start({ asNpm: true });
  const program = Number(readFileSync(path.join(data.path, "postgres.owner"), "utf8"));
  const postmaster = findPostmaster();
  expect(program).not.toBe(shell.child.pid);
  await shell.stop("SIGTERM");
  await waitFor("the program to end", () => !isAlive(program));
  expect(isAlive(postmaster)).toBe(false);
});

test("a start after kill -9 adopts the PostgreSQL that runs, and stops it in the end", async () => {
  const killed = await start();
  const postmaster = findPostmaster();
  await killed.kill();
  expect(isAlive(postmaster)).toBe(true);

  const server = await start();
  expect(findPostmaster()).toBe(postmaster);
  expect(await ingest(server, 1)).toBe(200);
  expect(await server.stop()).toBe(0);
  expect(isAlive(postmaster)).toBe(false);
});

test("while PostgreSQL is away requests answer 503, and they recover by themselves", async () => {
  const server = await start();
  const postmaster = findPostmaster();
  process.kill(postmaster, "SIGKILL");
  const refused = await waitFor("a 503", async () => {
    const response = await fetch(`${server.url}/api/v1/admin/stats`, { headers: KEY });
    expect([200, 503]).toContain(response.status);
    return response.status === 503 ? response : undefined;
  });
  expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
  expect(await refused.json()).toMatchObject({ code: "SERVICE_UNAVAILABLE" });

  await untilHealthy(server);
  expect(findPostmaster()).not.toBe(postmaster);
  expect(await ingest(server, 2)).toBe(200);
  expect(await server.stop()).toBe(0);
});

test("a stream of records that PostgreSQL leaves is answered 503", async () => {
  const server = await start();
  const response = await fetch(`${server.url}/api/v1/torrents/ingest`, {
    method: "POST",
    headers: { ...KEY, "content-type": "application/x-ndjson" },
    body: ReadableStream.from(linesThatLosePostgres()),
    duplex: "half",
  });
  expect(response.status).toBe(503);
  expect(Number(response.headers.get("retry-after"))).toBeGreaterThan(0);
  expect(await response.json()).toMatchObject({ code: "SERVICE_UNAVAILABLE" });
  await untilHealthy(server);
  expect(await server.stop()).toBe(0);
});

test("what was acknowledged is there after both were killed", async () => {
  const server = await start();
  const postmaster = findPostmaster();
  const acknowledged: number[] = [];
  const sending = untilRefused(async (number) => {
    if ((await ingest(server, number)) === 200) acknowledged.push(number);
  });
  await waitFor("some records", () => acknowledged.length >= 20);
  process.kill(postmaster, "SIGKILL");
  await server.kill();
  expect(await sending).toBe("fetch failed");

  const next = await start();
  const found = acknowledged.map(async (number) => {
    const response = await fetch(`${next.url}/api/v1/torrents/${hashOf(number)}`, { headers: KEY });
    return response.status;
  });
  expect(new Set(await Promise.all(found))).toEqual(new Set([200]));
  expect(await next.stop()).toBe(0);
});

/** Sends records with ever new numbers until that fails, and tells how. */
async function untilRefused(send: (number: number) => Promise<void>): Promise<string> {
  try {
    for (let number = 1000; ; number++) await send(number);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** NDJSON; PostgreSQL is killed after two batches. */
async function* linesThatLosePostgres(): AsyncGenerator<Uint8Array> {
  for (let number = 5000; number < 10_000; number++) {
    if (number === 7000) process.kill(findPostmaster(), "SIGKILL");
    yield Buffer.from(`${JSON.stringify({ infoHash: hashOf(number), title: "Line", size: 1 })}\n`);
  }
}

interface Answer {
  path: string;
  status: number;
  retryAfter: string | null;
  body: unknown;
}

/** What health and some other routes answer from the first moment until health is 200. */
async function pollWhileStarting(server: ServerProcess): Promise<Answer[]> {
  const answers: Answer[] = [];
  await waitFor(
    "health to be 200",
    async () => {
      for (const name of ["/api/v1/health", "/", "/api/v1/torrents/x", "/torznab/api"]) {
        const response = await fetch(server.url + name).catch(() => undefined);
        if (response === undefined) return false;
        if (name.endsWith("health") && response.status === 200) return true;
        // The start may end between two requests of a round.
        if (response.status !== 503) return false;
        const retryAfter = response.headers.get("retry-after");
        answers.push({
          path: name,
          status: response.status,
          retryAfter,
          body: await response.json(),
        });
      }
      return false;
    },
    60_000,
  );
  return answers;
}

async function start(options: ServerOptions = {}): Promise<ServerProcess> {
  const server = await startServer({ data, ...options, env: { API_KEY, ...options.env } });
  onTestFinished(() => server.kill());
  return server;
}

function findPostmaster(): number {
  const pid = data.findPostmaster();
  if (pid === undefined) throw new Error("no PostgreSQL runs");
  return pid;
}

function isAlive(pid: number): boolean {
  try {
    return !/\) [ZX] /.test(readFileSync(`/proc/${pid}/stat`, "utf8"));
  } catch {
    return false; // The process is gone.
  }
}

function hashOf(number: number): string {
  return number.toString(16).padStart(40, "0");
}

async function ingest(server: ServerProcess, number: number): Promise<number> {
  const response = await fetch(`${server.url}/api/v1/torrents/ingest`, {
    method: "POST",
    headers: { ...KEY, "content-type": "application/json" },
    body: JSON.stringify({ infoHash: hashOf(number), title: `Record ${number}`, size: number }),
  });
  await response.arrayBuffer();
  return response.status;
}

async function getJson(server: ServerProcess, name: string): Promise<unknown> {
  const response = await fetch(server.url + name);
  return response.json();
}

function setUp(server: ServerProcess, token: string | undefined): Promise<Response> {
  return fetch(`${server.url}/api/v1/setup`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({
      token,
      email: "admin@example.org",
      name: "Administrator",
      password: "correct horse battery",
    }),
  });
}
