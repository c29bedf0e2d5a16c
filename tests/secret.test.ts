import { readFile, rename, rm } from "node:fs/promises";
import path from "node:path";

import { afterAll, beforeAll, expect, test } from "vitest";

import { createCaller } from "./support/call-api.ts";
import { createDataDirectory, type DataDirectory } from "./support/data-directory.ts";
import { runCli } from "./support/run-cli.ts";
import { spawnServer, startServer } from "./support/start-server.ts";

const API_KEY = "secret-rotation-administrator-key-0123456789";
const SEALED = { module: "mail", name: "password", value: "nine lanterns" };

let data: DataDirectory;
let secretFile: string;

beforeAll(async () => {
  data = await createDataDirectory();
  secretFile = path.join(data.path, "secret");
});

afterAll(() => data?.remove());

function minato(...args: string[]) {
  return runCli(args, { DATA_DIR: data.path });
}

/** Starts the server and gives what it says before it ends by itself. */
async function failToStart(): Promise<{ code: number | null; stderr: string }> {
  const server = await spawnServer({ data, env: { API_KEY } });
  return { code: await server.exited, stderr: server.stderr() };
}

/** Whether the sealed setting can be read: the program says so in its log when it cannot. */
async function expectSealedValue(isSet: boolean): Promise<void> {
  const server = await startServer({ data, env: { API_KEY } });
  const call = createCaller(server.url, API_KEY);
  const { json } = await call("/api/v1/admin/config");
  const { modules } = json as {
    modules: { name: string; fields: { name: string; isSet: boolean }[] }[];
  };
  const mail = modules.find(({ name }) => name === SEALED.module);
  expect(mail?.fields.find(({ name }) => name === SEALED.name)?.isSet).toBe(isSet);
  expect(server.stderr()).not.toContain("cannot be read");
  await server.stop();
}

test("the secret of a running server is not changed", async () => {
  const server = await startServer({ data, env: { API_KEY } });
  const call = createCaller(server.url, API_KEY);
  const json = { changes: [SEALED] };
  const { status } = await call("/api/v1/admin/config", { method: "PATCH", json });
  expect(status).toBe(200);
  const before = await readFile(secretFile, "utf8");
  const { code, stdout } = await minato("secret", "rotate");
  expect([code, stdout]).toEqual([1, ""]);
  expect(await readFile(secretFile, "utf8")).toBe(before);
  await server.stop();
});

test("rotating gives another secret, under which the server starts and reads what is sealed", async () => {
  const before = await readFile(secretFile, "utf8");
  const { code, stdout } = await minato("secret", "rotate");
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ isResumed: false, unreadable: 0 });
  expect(await readFile(secretFile, "utf8")).not.toBe(before);
  await expectSealedValue(true);
});

test("without its secret the server says what to do, and makes no other", async () => {
  await rename(secretFile, `${secretFile}.away`);
  const { code, stderr } = await failToStart();
  expect(code).toBe(1);
  expect(stderr).toMatch(/secret is missing[\s\S]*put the secret back/);
  await expect(readFile(secretFile)).rejects.toMatchObject({ code: "ENOENT" });
  await rename(`${secretFile}.away`, secretFile);
  await expectSealedValue(true);
});

test("a lost secret is given up only when told so, and the server starts again", async () => {
  await rm(secretFile);
  expect((await minato("secret", "forget")).code).toBe(2);
  expect((await failToStart()).code).toBe(1);
  expect((await minato("secret", "forget", "--yes")).code).toBe(0);
  await expectSealedValue(false);
});
