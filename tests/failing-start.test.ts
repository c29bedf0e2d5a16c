import { once } from "node:events";
import { mkdir, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import path from "node:path";

import { expect, onTestFinished, test } from "vitest";

import { createDataDirectory } from "./support/data-directory.ts";
import { findFreePort, spawnServer } from "./support/start-server.ts";

/** Starts the program where it cannot start; gives its exit code and the lines it leaves. */
async function fail(
  env: Record<string, string>,
  prepare: (directory: string) => Promise<unknown> = async () => undefined,
): Promise<{ code: number | null; lines: string[] }> {
  const data = await createDataDirectory();
  onTestFinished(() => data.remove());
  await prepare(data.path);
  const resolved = Object.entries(env).map(([name, value]) => [
    name,
    value.replace("<data>", data.path),
  ]);
  const server = await spawnServer({ data, env: Object.fromEntries(resolved) });
  const code = await server.exited;
  // The streams may end after the process.
  await Promise.all(
    [server.child.stdout, server.child.stderr].map(
      (stream) => stream?.closed === false && once(stream, "close"),
    ),
  );
  return { code, lines: server.stderr().split("\n").filter(Boolean) };
}

test("a port in use stops the start with one line", async () => {
  const taken = createServer().listen(0, "127.0.0.1");
  onTestFinished(() => void taken.close());
  await once(taken, "listening");
  const address = taken.address();
  const port = typeof address === "object" ? address?.port : undefined;
  const { code, lines } = await fail({ PORT: `${port}` });
  expect(code).toBe(1);
  expect(lines).toEqual([`minato: port ${port} is in use; set PORT to a free one`]);
});

test("an address of another machine stops the start with one line", async () => {
  const { code, lines } = await fail({ HOST: "192.0.2.1" });
  expect(code).toBe(1);
  expect(lines).toEqual(["minato: HOST=192.0.2.1 is no address of this machine"]);
});

test("a name that is no host stops the start with one line", async () => {
  const { code, lines } = await fail({ HOST: "no-such-host.invalid" });
  expect(code).toBe(1);
  expect(lines).toEqual([
    expect.stringMatching(/^minato: HOST=no-such-host\.invalid cannot be listened on \(/),
  ]);
});

test("a data directory that cannot be written stops the start with one line", async () => {
  const { code, lines } = await fail({ DATA_DIR: "<data>/file/below" }, async (directory) => {
    await mkdir(directory);
    await writeFile(path.join(directory, "file"), "not a directory");
  });
  expect(code).toBe(1);
  expect(lines).toEqual([expect.stringMatching(/^minato: .*\/file is not a directory$/)]);
});

test("the data of another PostgreSQL stops the start with one line", async () => {
  const { code, lines } = await fail({}, async (directory) => {
    await mkdir(path.join(directory, "postgres"), { recursive: true });
    await writeFile(path.join(directory, "postgres", "PG_VERSION"), "15\n");
  });
  expect(code).toBe(1);
  expect(lines).toEqual([
    expect.stringMatching(/^minato: .*\/postgres was made by PostgreSQL 15, .* needs 18/),
  ]);
});

test("a database that does not answer stops the start with one line without its password", async () => {
  const port = await findFreePort();
  const { code, lines } = await fail({
    DATABASE_URL: `postgres://minato:a-secret-word@127.0.0.1:${port}/minato`,
  });
  expect(code).toBe(1);
  expect(lines).toEqual([expect.stringMatching(/^minato: .*127\.0\.0\.1/)]);
  expect(lines[0]).not.toContain("a-secret-word");
});

test("every invalid variable is one line, and secret values are in none", async () => {
  const { code, lines } = await fail({
    PORT: "http",
    ROLES: "api,cook",
    LOG_LEVEL: "loud",
    PUBLIC_URL: "minato.example.org",
    DATABASE_URL: "mysql://root:a-secret-word@localhost/db",
    SEARCH_URL: "sphinx:",
    ADMIN_EMAIL: "nobody",
    ADMIN_PASSWORD: "short!",
    API_KEY: "a-short-key",
    INTERNAL_SECRET: "a-short-secret",
  });
  expect(code).toBe(1);
  expect(lines.toSorted()).toEqual([
    "minato: ADMIN_EMAIL=nobody must be an e-mail address",
    "minato: ADMIN_PASSWORD must have at least 8 characters",
    "minato: API_KEY must have at least 32 characters",
    "minato: DATABASE_URL must be a postgres:// URL",
    "minato: INTERNAL_SECRET must have at least 32 characters",
    "minato: LOG_LEVEL=loud must be one of fatal, error, warn, info, debug, trace, silent",
    "minato: PORT=http must be a port number from 0 to 65535",
    "minato: PUBLIC_URL=minato.example.org must be an http or https URL",
    expect.stringMatching(/^minato: ROLES=api,cook must be a comma list of api, web/),
    expect.stringMatching(/^minato: SEARCH_URL=sphinx: must be one of embedded:, postgres:/),
  ]);
});

test.for([
  ["ROLES", "api,cook,waiter"],
  ["TRUSTED_PROXIES", "10.0.0.0/8,localhost"],
  ["PORT", "70000"],
  ["PORT", "-1"],
] as const)("%s=%s stops the start with one line that names it", async ([name, value]) => {
  const { code, lines } = await fail({ [name]: value });
  expect(code).toBe(1);
  expect(lines).toEqual([expect.stringMatching(new RegExp(`^minato: ${name}=`))]);
});
