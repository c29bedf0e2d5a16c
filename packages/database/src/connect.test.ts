import { inspect } from "node:util";

import { sql } from "drizzle-orm";
import { expect, inject, test, vi } from "vitest";

import { checkServer, connect } from "./connect.ts";
import { SILENT_LOG } from "./log.ts";

const adminUrl = inject("adminUrl");
const tcpUrl = new URL(adminUrl);
tcpUrl.search = "";

test("integers of 64 bits arrive as numbers while they are safe, through Drizzle as well", async () => {
  const db = await connect(adminUrl);
  const text =
    "select 5::int8 as small, 9007199254740993 as large, array[1, null]::int8[] as list, '{}'::int8[] as none";
  const expected = { small: 5, large: 9007199254740993n, list: [1, null], none: [] };
  expect((await db.$client.query(text)).rows).toEqual([expected]);
  expect(await db.execute(sql.raw(text), "objects")).toEqual([expected]);
  await db.$client.end();
});

test("a connection that the server ends is logged and replaced", async () => {
  const warn = vi.fn<(data: object, message: string) => void>();
  const db = await connect(adminUrl, { max: 1, log: { ...SILENT_LOG, warn } });
  const { rows } = await db.$client.query<{ pid: number }>("select pg_backend_pid() as pid");
  const other = await connect(adminUrl);
  await other.$client.query("select pg_terminate_backend($1)", [rows[0]?.pid]);
  await vi.waitFor(() => {
    expect(warn).toHaveBeenCalledWith(expect.anything(), "database connection lost");
  });
  expect((await db.$client.query("select 1 as one")).rows).toEqual([{ one: 1 }]);
  await Promise.all([db.$client.end(), other.$client.end()]);
});

test.for([
  { what: "a closed port", host: "127.0.0.1:1", password: "hunter2", reason: "ECONNREFUSED" },
  {
    what: "an unknown host",
    host: "minato.invalid",
    password: "hunter2",
    reason: "minato.invalid",
  },
  {
    what: "a wrong password",
    host: tcpUrl.host,
    password: "hunter2",
    reason: "authentication failed",
  },
])("$what is told in one line without the password", async ({ host, password, reason }) => {
  const error: unknown = await connect(`postgres://minato:${password}@${host}/minato`).catch(
    (thrown: unknown) => thrown,
  );
  expect(error).toMatchObject({ name: "DatabaseError", code: "UNREACHABLE" });
  const { message } = error as Error;
  expect(message).toContain(reason);
  expect(message).not.toContain(password);
  expect(message).not.toContain("\n");
});

test.for(["hunter2", "mysql://minato:hunter2@localhost/minato"])(
  "%s is no address, and is not repeated",
  async (url) => {
    const error: unknown = await connect(url).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: "UNREACHABLE" });
    expect(inspect(error)).not.toContain("hunter2");
  },
);

test("the version of a usable server is returned", async () => {
  expect(await checkServer(adminUrl)).toBeGreaterThanOrEqual(180_000);
});
