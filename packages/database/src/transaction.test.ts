import { afterAll, beforeAll, expect, inject, test } from "vitest";

import { connect, type Database } from "./connect.ts";
import { cloneDatabase, type DatabaseCopy } from "./database-copies.ts";
import { transaction } from "./transaction.ts";

let copy: DatabaseCopy;
let db: Database;

beforeAll(async () => {
  copy = await cloneDatabase(inject("adminUrl"), "template1");
  db = await connect(copy.url, { max: 3 });
  await db.$client.query("create table counters (id int primary key, value int not null)");
  await db.$client.query("insert into counters values (1, 0), (2, 0)");
});

afterAll(async () => {
  await db.$client.end();
  await copy.drop();
});

test("what the work returns is returned after the commit", async () => {
  const value = await transaction(db.$client, async (client) => {
    await client.query("insert into counters values (3, 7)");
    return "done";
  });
  expect(value).toBe("done");
  expect(await valueOf(3)).toBe(7);
});

test("an error of the work rolls everything back", async () => {
  const failing = transaction(db.$client, async (client) => {
    await client.query("insert into counters values (4, 7)");
    throw new Error("changed my mind");
  });
  await expect(failing).rejects.toThrow("changed my mind");
  expect(await valueOf(4)).toBeUndefined();
});

test("a deadlock is resolved by running one side again", async () => {
  let runs = 0;
  let arrived = 0;
  const bothArrived = Promise.withResolvers<void>();
  const increase = (first: number, second: number) =>
    transaction(db.$client, async (client) => {
      runs++;
      await client.query("update counters set value = value + 1 where id = $1", [first]);
      if (++arrived === 2) bothArrived.resolve();
      await bothArrived.promise;
      await client.query("update counters set value = value + 1 where id = $1", [second]);
    });
  await Promise.all([increase(1, 2), increase(2, 1)]);
  expect(runs).toBe(3);
  expect([await valueOf(1), await valueOf(2)]).toEqual([2, 2]);
});

test("a conflict that does not end is given up after five attempts", async () => {
  let runs = 0;
  const failing = transaction(db.$client, async (client) => {
    runs++;
    await client.query("do $$ begin raise exception 'no order' using errcode = '40001'; end $$");
  });
  await expect(failing).rejects.toMatchObject({ code: "40001" });
  expect(runs).toBe(5);
});

test("work that hides a failed statement does not count as committed", async () => {
  const hiding = transaction(db.$client, async (client) => {
    await client.query("insert into counters values (5, 7)");
    await client.query("select 1 / 0").catch(() => undefined);
  });
  await expect(hiding).rejects.toMatchObject({ code: "TRANSACTION_ABORTED" });
  expect(await valueOf(5)).toBeUndefined();
});

test("a connection lost in the middle is thrown away", async () => {
  const losing = transaction(db.$client, async (client) => {
    await client.query("select pg_terminate_backend(pg_backend_pid())");
  });
  await expect(losing).rejects.toThrow("terminating connection");
  expect(await valueOf(3)).toBe(7);
  expect(db.$client.totalCount).toBe(db.$client.idleCount);
});

async function valueOf(id: number): Promise<number | undefined> {
  const { rows } = await db.$client.query<{ value: number }>(
    "select value from counters where id = $1",
    [id],
  );
  return rows[0]?.value;
}
