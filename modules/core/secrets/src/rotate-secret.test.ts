import { readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";

import type { SealedColumn } from "@minato/kit";
import { createTestContext, type TestContext } from "@minato/tests/support/create-test-context";
import { createVault } from "@minato/vault";
import { afterEach, beforeEach, expect, test } from "vitest";

import { checkSecret, NEXT_SECRET_FILE } from "./check-secret.ts";
import { forgetSealed } from "./forget-sealed.ts";
import { loadSecret, makeSecret } from "./load-secret.ts";
import { secretsModule } from "./module.ts";
import { rotateSecret } from "./rotate-secret.ts";
import { SecretVault } from "./secret-vault.ts";
import { sealKey } from "./vault-keys.ts";

const COLUMNS: readonly SealedColumn[] = [
  {
    table: "lockers",
    key: ["harbour", "berth"],
    column: "content",
    purpose: "lockers",
    forget: "delete from lockers",
  },
  {
    table: "crates",
    key: ["id"],
    column: "content",
    isJson: true,
    purpose: "crates",
    forget: "delete from crates where content ? 'sealed'",
  },
];
const COUNT = 450;

let context: TestContext;
let secretFile: string;
beforeEach(async () => {
  context = await createTestContext({ modules: [secretsModule] });
  secretFile = path.join(context.ctx.env.dataDir, "secret");
  await context.ctx.db.$client.query(`
    create table lockers (harbour text, berth int, content text, primary key (harbour, berth));
    create table crates (id int primary key, content jsonb)`);
});
afterEach(() => context.close());

async function fill(): Promise<void> {
  const { vault, db } = context.ctx;
  for (let berth = 0; berth < COUNT; berth++) {
    const sealed = await vault.seal("lockers", `content ${berth}`);
    await db.$client.query("insert into lockers values ($1, $2, $3)", ["north", berth, sealed]);
  }
  const sealed = await vault.seal("crates", "tea");
  await db.$client.query("insert into crates values (1, $1), (2, $2), (3, null)", [
    JSON.stringify({ sealed }),
    JSON.stringify("plain"),
  ]);
}

async function readLockers(vault = context.ctx.vault): Promise<string[]> {
  const { rows } = await context.ctx.db.$client.query<{ content: string }>(
    "select content from lockers order by berth",
  );
  return Promise.all(rows.map(({ content }) => vault.open("lockers", content)));
}

/** As another process sees it, or this one after a restart. */
function reopen(): SecretVault {
  return new SecretVault(context.ctx);
}

const CONTENTS = Array.from({ length: COUNT }, (_, berth) => `content ${berth}`);

test("nothing is made before something is sealed", async () => {
  const { rows } = await context.ctx.db.$client.query("select from vault_keys");
  expect(rows).toEqual([]);
  await expect(readFile(secretFile)).rejects.toMatchObject({ code: "ENOENT" });
});

test("rotating changes the secret in its file and seals everything anew", async () => {
  await fill();
  const before = await readFile(secretFile, "utf8");
  const rotation = await rotateSecret(context.ctx, COLUMNS);
  expect(rotation).toEqual({ version: 2, isResumed: false, resealed: COUNT + 1, unreadable: 0 });
  expect(await readFile(secretFile, "utf8")).not.toBe(before);
  await expect(readFile(`${secretFile}.next`)).rejects.toMatchObject({ code: "ENOENT" });
  await checkSecret(context.ctx);
  expect(await readLockers(reopen())).toEqual(CONTENTS);
  const { rows } = await context.ctx.db.$client.query(
    "select content from crates where content is not null order by id",
  );
  expect(rows).toEqual([
    { content: { sealed: expect.stringMatching(/^v2:2:/) } },
    { content: "plain" },
  ]);
});

test("a process that still has the old keys finds the new ones", async () => {
  await fill();
  const env = { ...context.ctx.env, secret: "a".repeat(32) };
  const ctx = { ...context.ctx, env, vault: new SecretVault({ ...context.ctx, env }) };
  await ctx.db.$client.query("delete from vault_keys; delete from lockers; delete from crates");
  const sealed = await ctx.vault.seal("lockers", "x");
  await ctx.db.$client.query("insert into lockers values ('north', 1, $1)", [sealed]);
  await rotateSecret(ctx, COLUMNS, "b".repeat(32));
  const other = { ...ctx.env, secret: "b".repeat(32) };
  expect(await readLockers(new SecretVault({ ...ctx, env: other }))).toEqual(["x"]);
  await expect(checkSecret({ ...ctx, env })).rejects.toThrow(/SECRET is not the secret/);
  await expect(checkSecret({ ...ctx, env: other })).resolves.toBeUndefined();
});

test("what the secret itself sealed is carried over", async () => {
  const old = createVault(await loadSecret(context.ctx.env), "lockers").seal("old form");
  await context.ctx.db.$client.query("insert into lockers values ('north', 1, $1)", [old]);
  await rotateSecret(context.ctx, COLUMNS);
  expect(await readLockers(reopen())).toEqual(["old form"]);
});

test("a rotation that was cut off goes on where it stopped", async () => {
  await fill();
  const { db } = context.ctx;
  await db.$client.query(`
    create function refuse() returns trigger language plpgsql as
      $$ begin raise exception 'the disk is full'; end $$;
    create trigger refuse before update on lockers for each row
      when (new.berth = 300) execute function refuse()`);
  await expect(rotateSecret(context.ctx, COLUMNS)).rejects.toThrow(/disk is full/);
  expect(await readLockers(reopen())).toEqual(CONTENTS);
  await db.$client.query("drop trigger refuse on lockers");
  const secret = await readFile(secretFile, "utf8");
  const ctx = { ...context.ctx, vault: reopen() };
  const rotation = await rotateSecret(ctx, COLUMNS);
  expect(rotation).toMatchObject({ version: 2, isResumed: true, unreadable: 0 });
  expect(rotation.resealed).toBeLessThan(COUNT);
  expect(await readFile(secretFile, "utf8")).toBe(secret);
  expect(await readLockers(reopen())).toEqual(CONTENTS);
});

test("a crash between the database and the file is made good at the next start", async () => {
  await fill();
  const { env, db } = context.ctx;
  const next = makeSecret();
  await writeFile(path.join(env.dataDir, NEXT_SECRET_FILE), `${next}\n`);
  await db.$client.query("update vault_keys set sealed_key = $1", [
    sealKey(next, new Uint8Array(32)),
  ]);
  await checkSecret(context.ctx);
  expect((await readFile(secretFile, "utf8")).trim()).toBe(next);
});

test("another or a missing secret is told with advice, and nothing is overwritten", async () => {
  await fill();
  const secret = await readFile(secretFile, "utf8");
  await writeFile(secretFile, `${"x".repeat(43)}\n`);
  await expect(checkSecret(context.ctx)).rejects.toThrow(/is not the secret this database/);
  await rm(secretFile);
  await expect(checkSecret(context.ctx)).rejects.toThrow(/is missing.*\n.*put the secret back/);
  await expect(readFile(secretFile)).rejects.toMatchObject({ code: "ENOENT" });
  await writeFile(secretFile, secret);
  await checkSecret(context.ctx);
  expect(await readLockers()).toEqual(CONTENTS);
});

test("forgetting what a lost secret sealed lets the program start again", async () => {
  await fill();
  await rm(secretFile);
  await forgetSealed(context.ctx, COLUMNS);
  await checkSecret(context.ctx);
  const vault = reopen();
  expect(await vault.open("lockers", await vault.seal("lockers", "new"))).toBe("new");
  const { rows } = await context.ctx.db.$client.query("select id from crates order by id");
  expect(rows).toEqual([{ id: 2 }, { id: 3 }]);
});
