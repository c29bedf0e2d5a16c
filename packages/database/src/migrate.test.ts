import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import { afterEach, beforeEach, expect, inject, test } from "vitest";

import { connect, type Database } from "./connect.ts";
import { cloneDatabase, type DatabaseCopy } from "./database-copies.ts";
import { migrate } from "./migrate.ts";

let folder: string;
let copy: DatabaseCopy;
let db: Database;

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "minato-migrations-"));
  addMigration(
    "20260101000000_notes",
    "create table notes (id int);\ninsert into notes values (1);",
  );
  copy = await cloneDatabase(inject("adminUrl"), "template1");
  db = await connect(copy.url);
});

afterEach(async () => {
  await db.$client.end();
  await copy.drop();
  rmSync(folder, { recursive: true, force: true });
});

test("processes that migrate at the same time apply each migration once", async () => {
  const others = await Promise.all([connect(copy.url), connect(copy.url)]);
  await Promise.all([db, ...others].map((each) => migrate(each, folder)));
  expect((await db.$client.query("select id from notes")).rows).toEqual([{ id: 1 }]);
  await Promise.all(others.map((each) => each.$client.end()));
});

test("a later migration is added to what is there", async () => {
  await migrate(db, folder);
  addMigration("20260102000000_more", "insert into notes values (2);");
  await migrate(db, folder);
  const { rows } = await db.$client.query("select id from notes order by id");
  expect(rows).toEqual([{ id: 1 }, { id: 2 }]);
});

test("a broken migration leaves nothing and gives the lock back", async () => {
  addMigration("20260102000000_broken", "insert into missing values (1);");
  await expect(migrate(db, folder)).rejects.toMatchObject({
    code: "MIGRATION_FAILED",
    message: 'migration failed: relation "missing" does not exist',
  });
  expect((await db.$client.query("select to_regclass('notes') as notes")).rows).toEqual([
    { notes: null },
  ]);
  addMigration("20260102000000_broken", "insert into notes values (3);");
  await migrate(db, folder);
});

test("a database of a newer version is refused", async () => {
  addMigration("20260102000000_future", "insert into notes values (2);");
  await migrate(db, folder);
  rmSync(path.join(folder, "20260102000000_future"), { recursive: true });
  await expect(migrate(db, folder)).rejects.toMatchObject({
    code: "MIGRATION_FAILED",
    message: expect.stringContaining("holds migration 20260102000000_future") as string,
  });
});

function addMigration(name: string, statements: string): void {
  mkdirSync(path.join(folder, name), { recursive: true });
  writeFileSync(path.join(folder, name, "migration.sql"), statements);
}
