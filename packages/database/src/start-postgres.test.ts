import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import { Client } from "pg";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";

import { connect } from "./connect.ts";
import { findPostmaster } from "./postmaster.ts";
import { type EmbeddedPostgres, type PostgresOptions, startPostgres } from "./start-postgres.ts";

const root = mkdtempSync(path.join(tmpdir(), "minato-pg-"));
const directory = path.join(root, "postgres");
const running: EmbeddedPostgres[] = [];

beforeAll(async () => {
  const server = await start();
  await query(server, "create table notes (id int primary key)");
  await server.stop();
});

afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.stop()));
});

afterAll(() => rmSync(root, { recursive: true, force: true }));

test("a second start is quick and finds the rows of the first", async () => {
  const first = await start();
  await query(first, "insert into notes values (1)");
  await first.stop();
  expect(findPostmaster(directory)).toBeUndefined();

  const started = performance.now();
  const second = await start();
  expect(performance.now() - started).toBeLessThan(2_000);
  expect(await query(second, "select id from notes where id = 1")).toEqual([{ id: 1 }]);
});

test("it counts what takes it long, without the values", async () => {
  const server = await start();
  await query(server, "select id from notes where id between 47 and 11");
  const counted = await query(
    server,
    "select query from pg_stat_statements where query like '%from notes where id between%'",
  );
  expect(counted).toEqual([{ query: "select id from notes where id between $1 and $2" }]);
});

test("the address leads through the Unix socket and the port answers too", async () => {
  const server = await start();
  expect(await query(server, "select inet_client_addr() as address")).toEqual([{ address: null }]);
  const tcp = new URL(server.url);
  tcp.search = "";
  expect(tcp.port).toBe(`${server.port}`);
  expect(await query({ url: tcp.href }, "select host(inet_client_addr()) as address")).toEqual([
    { address: "127.0.0.1" },
  ]);
});

test("a directory in use is refused with the owner's pid, and joined with share", async () => {
  const owner = await start();
  await expect(start()).rejects.toMatchObject({
    code: "IN_USE",
    message: expect.stringContaining(`pid ${process.pid}`) as string,
  });
  const guest = await start({ share: true });
  expect(guest).toMatchObject({ url: owner.url, port: owner.port, isOwner: false });
  await guest.stop();
  expect(await query(owner, "select 1 as one")).toEqual([{ one: 1 }]);
});

test("a killed server is started again on the same address with every acknowledged row", async () => {
  const onDown = vi.fn<(reason: string) => void>();
  const onUp = vi.fn<() => void>();
  const server = await start({ durable: true, onDown, onUp });
  const { pid, port, url } = server;
  const db = await connect(url);
  try {
    await db.$client.query("create table acknowledged (id int)");
    let acknowledged = 0;
    const insert = () =>
      db.$client.query("insert into acknowledged values ($1)", [acknowledged + 1]).then(
        () => (acknowledged += 1),
        () => undefined,
      );
    for (let count = 0; count < 50; count++) await insert();
    process.kill(pid, "SIGKILL");
    while ((await insert()) !== undefined);
    await vi.waitFor(() => expect(onUp).toHaveBeenCalledOnce(), { timeout: 10_000 });
    expect(onDown).toHaveBeenCalledExactlyOnceWith("SIGKILL");
    expect(server).toMatchObject({ url, port });
    expect(server.pid).not.toBe(pid);
    const { rows } = await db.$client.query<{ count: number }>("select count(*) from acknowledged");
    expect(rows[0]?.count).toBeGreaterThanOrEqual(acknowledged);
  } finally {
    await db.$client.end();
  }
});

test("a server whose owner was killed is adopted, and stopped by its new owner", async () => {
  const owner = await startOwner();
  const orphan = findPostmaster(directory)?.pid;
  await kill(owner);
  const server = await start();
  expect(server.pid).toBe(orphan);
  expect(await query(server, "select 1 as one")).toEqual([{ one: 1 }]);
  await server.stop();
  expect(findPostmaster(directory)).toBeUndefined();
});

test("an adopted server that dies is started again", async () => {
  const owner = await startOwner();
  await kill(owner);
  const onUp = vi.fn<() => void>();
  const server = await start({ onUp });
  process.kill(server.pid, "SIGKILL");
  await vi.waitFor(() => expect(onUp).toHaveBeenCalledOnce(), { timeout: 10_000 });
  expect(await query(server, "select 1 as one")).toEqual([{ one: 1 }]);
});

test("an orphan with other settings is replaced, not adopted", async () => {
  const owner = await startOwner();
  const orphan = findPostmaster(directory)?.pid;
  await kill(owner);
  const server = await start({ settings: { work_mem: "1MB" } });
  expect(server.pid).not.toBe(orphan);
  expect(await query(server, "show work_mem")).toEqual([{ work_mem: "1MB" }]);
});

test("after owner and server were killed together the next start works", async () => {
  const owner = await startOwner();
  const orphan = findPostmaster(directory)?.pid ?? Number.NaN;
  await kill(owner);
  process.kill(orphan, "SIGKILL");
  const server = await start();
  expect(await query(server, "select 1 as one")).toEqual([{ one: 1 }]);
});

test("a busy backend that outlived its postmaster does not prevent the next start", async () => {
  const first = await start({ settings: { max_connections: 10 } });
  const client = new Client({ connectionString: first.url });
  await client.connect();
  const lost = once(client, "error");
  const busy = client.query("do $$ begin loop end loop; end $$").catch(() => "ended");
  await vi.waitFor(async () => {
    const active = await query(first, "select from pg_stat_activity where query like 'do $$%'");
    expect(active).toHaveLength(1);
  });
  const { pid } = first;
  process.kill(pid, "SIGKILL");
  await vi.waitFor(() => expect(first.pid).not.toBe(pid), { timeout: 15_000 });
  expect(await busy).toBe("ended");
  await lost;
  expect(await query(first, "select 1 as one")).toEqual([{ one: 1 }]);
});

test.for(["another program", "a zombie"])("a pid file that names %s is stale", async (kind) => {
  // The shell becomes `sleep`, which never collects the child that the shell had started.
  const parent = spawn("sh", ["-c", "true & echo $!; exec sleep 30"], {
    stdio: ["ignore", "pipe", "ignore"],
  });
  const [output] = (await once(parent.stdout, "data")) as [Buffer];
  const pid = kind === "a zombie" ? Number(output.toString()) : parent.pid;
  writeFileSync(
    path.join(directory, "postmaster.pid"),
    `${pid}\n${directory}\n1\n5432\n\n127.0.0.1\n`,
  );
  const server = await start();
  expect(await query(server, "select 1 as one")).toEqual([{ one: 1 }]);
  await kill(parent);
});

test("an interrupted creation leaves nothing that stops the next one", async () => {
  const fresh = path.join(root, "fresh");
  const owner = spawnOwner(fresh);
  await vi.waitFor(() => {
    expect(readdirSync(root).some((name) => name.startsWith("fresh.partial-"))).toBe(true);
  }, 10_000);
  await kill(owner);
  expect(existsSync(fresh)).toBe(false);
  const server = await start({ directory: fresh });
  expect(await query(server, "select 1 as one")).toEqual([{ one: 1 }]);
});

test("a data directory of another major version is refused", async () => {
  const old = path.join(root, "old");
  mkdirSync(old);
  writeFileSync(path.join(old, "PG_VERSION"), "17\n");
  await expect(start({ directory: old })).rejects.toMatchObject({
    code: "FOREIGN_VERSION",
    message: expect.stringContaining("made by PostgreSQL 17, this version needs 18") as string,
  });
});

test("what stands in the way of the data directory is named", async () => {
  const file = path.join(root, "file");
  writeFileSync(file, "");
  const filled = path.join(root, "filled");
  mkdirSync(filled);
  writeFileSync(path.join(filled, "letter.txt"), "");
  await expect(start({ directory: file })).rejects.toMatchObject({ code: "NOT_A_DIRECTORY" });
  await expect(start({ directory: path.join(file, "a/b") })).rejects.toMatchObject({
    code: "NOT_A_DIRECTORY",
  });
  await expect(start({ directory: filled })).rejects.toMatchObject({ code: "NOT_A_DATABASE" });
  await expect(start({ directory: "/proc/minato/postgres" })).rejects.toMatchObject({
    code: "UNWRITABLE",
    message: expect.stringContaining("/proc/minato cannot be written") as string,
  });
});

test("a server that refuses to start passes on its own reason, and the next start works", async () => {
  await expect(start({ settings: { shared_buffers: "a lot" } })).rejects.toMatchObject({
    code: "START_FAILED",
    message: expect.stringContaining('invalid value for parameter "shared_buffers"') as string,
  });
  await expect(start()).resolves.toMatchObject({ isOwner: true });
});

async function start(options: Partial<PostgresOptions> = {}): Promise<EmbeddedPostgres> {
  const server = await startPostgres({ directory, durable: false, ...options });
  running.push(server);
  return server;
}

async function query(server: { url: string }, text: string): Promise<unknown[]> {
  const client = new Client({ connectionString: server.url });
  await client.connect();
  try {
    const { rows } = await client.query<Record<string, unknown>>(text);
    return rows;
  } finally {
    await client.end();
  }
}

/** Another process that starts a server and says so. */
function spawnOwner(data: string): ChildProcess {
  const script = `
    import { startPostgres } from ${JSON.stringify(path.join(import.meta.dirname, "start-postgres.ts"))};
    await startPostgres({ directory: ${JSON.stringify(data)}, durable: false });
    console.log("ready");`;
  return spawn(process.execPath, ["--input-type=module", "-e", script], {
    stdio: ["ignore", "pipe", "inherit"],
  });
}

async function startOwner(): Promise<ChildProcess> {
  const owner = spawnOwner(directory);
  if (owner.stdout !== null) await once(owner.stdout, "data");
  return owner;
}

async function kill(child: ChildProcess): Promise<void> {
  const exited = once(child, "exit");
  child.kill("SIGKILL");
  await exited;
}
