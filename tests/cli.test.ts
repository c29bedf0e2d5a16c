import { cp, mkdir, writeFile } from "node:fs/promises";
import path from "node:path";

import { generateRecords } from "@minato/benchmarks/corpus.ts";
import { afterAll, beforeAll, expect, test } from "vitest";

import { createCaller, type CallApi } from "./support/call-api.ts";
import { createDataDirectory, type DataDirectory } from "./support/data-directory.ts";
import { runCli, type CommandResult } from "./support/run-cli.ts";
import { findFreePort, ROOT, startServer, type ServerProcess } from "./support/start-server.ts";
import { waitFor } from "./support/wait-for.ts";

const API_KEY = "command-line-administrator-key-0123456789";
const FIXTURES = path.join(ROOT, "node_modules/webtorrent-fixtures/fixtures");
const COMMANDS = ["import", "export", "restore", "backup", "key", "user", "reindex", "health"];
const ALICE = "722fe65b2aa26d14f35b4ad627d20236e481d924";

let data: DataDirectory;
let inputs: string;
let server: ServerProcess | undefined;

beforeAll(async () => {
  data = await createDataDirectory();
  inputs = path.join(path.dirname(data.path), "inputs");
  await mkdir(path.join(inputs, "torrents", "more"), { recursive: true });
});

afterAll(async () => {
  await server?.stop();
  await data.remove();
});

test("import takes NDJSON while no server runs, and stops the database it started", async () => {
  const lines = [...generateRecords(0, 1500)].map((record) => JSON.stringify(record));
  const result = await minato(["import", await inputFile("records.ndjson", lines.join("\n"))]);
  expect(result.code).toBe(0);
  expect(JSON.parse(result.stdout)).toEqual({
    received: 1500,
    inserted: 1500,
    updated: 0,
    unchanged: 0,
    blocked: 0,
    rejected: 0,
    errors: [],
  });
  expect(result.stderr).toContain("1,500 records");
  expect(data.findPostmaster()).toBeUndefined();
});

test("import takes every .torrent in a folder, and reports what is none with exit code 1", async () => {
  const folder = path.join(inputs, "torrents");
  for (const name of ["alice", "numbers", "more/sintel", "more/corrupt"]) {
    const file = path.join(FIXTURES, `${path.basename(name)}.torrent`);
    await cp(file, path.join(folder, `${name}.torrent`));
  }
  const result = await minato(["import", "--source", "shelf", folder]);
  expect(result.code).toBe(1);
  expect(JSON.parse(result.stdout)).toMatchObject({
    received: 4,
    inserted: 3,
    rejected: 1,
    errors: [{ message: expect.stringContaining("more/corrupt.torrent") }],
  });
});

test("a running server shows what was imported before and beside it", async () => {
  const call = await ensureServer();
  expect((await call(`/api/v1/torrents/${ALICE}`)).json).toMatchObject({
    title: "alice.txt",
    sources: ["shelf"],
    hasMetainfo: true,
  });

  const hashes = ["1a".repeat(20), "2b".repeat(20), "3c".repeat(20), "4d".repeat(20)];
  const [first, second, , fourth] = hashes.map((hash) => `magnet:?xt=urn:btih:${hash}&dn=M`);
  const magnets = await minato([
    "import",
    await inputFile("magnets.txt", `${first}\n\n${second}\r\n`),
  ]);
  expect(magnets.code).toBe(0);
  expect(JSON.parse(magnets.stdout)).toMatchObject({ received: 2, inserted: 2 });

  const json = JSON.stringify({ infoHash: hashes[2], title: "From standard input", size: 1 });
  const piped = await minato(["import", "-"], `${json}\n${fourth}\nno record\n`);
  expect(piped.code).toBe(1);
  expect(JSON.parse(piped.stdout)).toMatchObject({
    received: 3,
    inserted: 2,
    rejected: 1,
    errors: [{ index: 2, field: "$" }],
  });
  for (const hash of hashes) expect((await call(`/api/v1/torrents/${hash}`)).status).toBe(200);
  expect((await call("/api/v1/health")).json).toEqual({ status: "ok" });
});

test("import takes one JSON document, bare or wrapped", async () => {
  await ensureServer();
  const records = [...generateRecords(2000, 3)];
  for (const [name, value] of Object.entries({ list: records, wrapped: { torrents: records } })) {
    const file = await inputFile(`${name}.json`, JSON.stringify(value, null, 2));
    const { code, stdout } = await minato(["import", file]);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ received: 3, rejected: 0 });
  }
});

test("a key that was made works, is listed, and is refused a second after it was revoked", async () => {
  const call = await ensureServer();
  const made = await minato(["key", "create", "--name", "sonarr", "--scopes", "feeds,search"]);
  expect(made.code).toBe(0);
  expect(made.stdout).toMatch(/^mnt_\w{40}\n$/);
  const key = made.stdout.trim();
  expect((await call("/api/v1/me", { key })).json).toMatchObject({
    name: "sonarr",
    scopes: ["search", "feeds"],
  });

  const listed = await minato(["key", "list"]);
  expect(listed.stdout + listed.stderr).not.toContain(key);
  const rows = listed.stdout.trim().split("\n");
  const found = rows.map((row) => JSON.parse(row)).find(({ name }) => name === "sonarr");
  expect(found).toMatchObject({ scopes: ["feeds", "search"], prefix: key.slice(0, 8) });

  const revoked = await minato(["key", "revoke", `${found.id}`]);
  expect(revoked.code).toBe(0);
  await waitFor(
    "the key to be refused",
    async () => (await call("/api/v1/me", { key })).status === 401,
    1500,
  );
  expect((await minato(["key", "revoke", "99999"])).code).toBe(1);
});

test("a user that was made signs in with the password from standard input", async () => {
  const call = await ensureServer();
  const args = ["user", "create", "--email", "Reader@example.org", "--name", "Reader"];
  const made = await minato(args, "correct horse battery\n");
  expect(made.code).toBe(0);
  expect(JSON.parse(made.stdout)).toMatchObject({ email: "reader@example.org", role: "member" });
  expect(made.stderr).not.toContain("correct horse");
  const signIn = (password: string) =>
    call("/api/auth/sign-in/email", {
      json: { email: "reader@example.org", password },
      headers: { origin: server?.url ?? "" },
    });
  expect((await signIn("correct horse battery")).status).toBe(200);
  expect((await signIn("wrong horse battery")).status).toBe(401);
  const again = await minato(args, "another password\n");
  expectProblem(again, 1, /reader@example\.org|exists/i);
  const short = await minato(["user", "create", "--email", "b@example.org"], "short\n");
  expectProblem(short, 1, /password/);
});

test("health tells by its exit code whether the server can work", async () => {
  await ensureServer();
  const port = new URL(server?.url ?? "").port;
  const well = await minato(["health"], "", { PORT: port });
  expect(well).toMatchObject({ code: 0, stdout: '{"status":"ok"}\n', stderr: "" });
  const away = await minato(["health"], "", { PORT: `${await findFreePort()}` });
  expectProblem(away, 1, /no answer from http:\/\/127\.0\.0\.1:\d+/);
});

test("reindex gives the server work", async () => {
  await ensureServer();
  expect((await minato(["reindex"])).code).toBe(0);
});

test.for(COMMANDS)("%s --help explains the command on stdout", async (name) => {
  const { code, stdout, stderr } = await minato([name, "--help"]);
  expect(code).toBe(0);
  expect(stdout).toMatch(new RegExp(`^Usage: npm run -s minato -- ${name}`));
  expect(stderr).toBe("");
});

test("without a command, or with an unknown one, the commands are listed", async () => {
  const help = await minato(["--help"]);
  expect(help.code).toBe(0);
  for (const name of COMMANDS) expect(help.stdout).toContain(`  ${name}`);
  const unknown = await minato(["brew"]);
  expect(unknown).toMatchObject({ code: 2, stdout: "" });
  expect(unknown.stderr).toContain("minato: no command named brew\n");
  expect(await minato([])).toMatchObject({ code: 2, stdout: "" });
});

test.for([
  [["import"], 2],
  [["import", "--speed", "9", "x"], 2],
  [["import", "/nowhere/at-all.ndjson"], 1],
  [["key"], 2],
  [["key", "create"], 2],
  [["key", "create", "--name", "x", "--scopes", "everything"], 1],
  [["key", "revoke", "x"], 2],
  [["user", "delete"], 2],
] as const)("%j is a mistake that is told without a stack", async ([args, code]) => {
  await ensureServer();
  const result = await minato(args);
  expect(result.code).toBe(code);
  expectProblem(result, code, /\w/);
});

test("wrong variables are told one a line", async () => {
  const result = await minato(["key", "list"], "", { LOG_LEVEL: "loud", PORT: "x" });
  expect(result).toMatchObject({ code: 1, stdout: "" });
  expect(result.stderr).toMatch(/^(minato: (PORT|LOG_LEVEL)=.*\n){2}$/);
});

function minato(args: readonly string[], input = "", env: Record<string, string> = {}) {
  return runCli(args, { DATA_DIR: data.path, ...env }, input);
}

/** Starts the one server of this file, over the data that was imported without it. */
async function ensureServer(): Promise<CallApi> {
  server ??= await startServer({ data, env: { API_KEY } });
  return createCaller(server.url, API_KEY);
}

async function inputFile(name: string, text: string): Promise<string> {
  const file = path.join(inputs, name);
  await writeFile(file, text);
  return file;
}

function expectProblem({ code, stdout, stderr }: CommandResult, expected: number, words: RegExp) {
  expect(code).toBe(expected);
  expect(stdout).toBe("");
  expect(stderr).toMatch(words);
  const said = stderr.split("\n").filter((line) => line !== "" && !line.endsWith(" …"));
  expect(said.filter((line) => !line.startsWith("minato: "))).toEqual([]);
}
