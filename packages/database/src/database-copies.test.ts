import { Client } from "pg";
import { expect, inject, test } from "vitest";

import { cloneDatabase, createTemplateDatabase } from "./database-copies.ts";

const adminUrl = inject("adminUrl");

test("copies of a template are filled, apart from each other, and gone after the drop", async () => {
  const template = `template_${process.pid}`;
  await createTemplateDatabase(adminUrl, template, async (url) => {
    await query(url, "create table notes as select 1 as id");
  });
  const [first, second] = await Promise.all([
    cloneDatabase(adminUrl, template),
    cloneDatabase(adminUrl, template),
  ]);
  await query(first.url, "insert into notes values (2)");
  expect(await query(first.url, "select id from notes order by id")).toEqual([
    { id: 1 },
    { id: 2 },
  ]);
  expect(await query(second.url, "select id from notes")).toEqual([{ id: 1 }]);

  const idle = new Client({ connectionString: first.url });
  await idle.connect();
  idle.on("error", () => undefined);
  await Promise.all([first.drop(), second.drop()]);
  expect(
    await query(adminUrl, `select from pg_database where datname like '${template}_%'`),
  ).toEqual([]);
  await query(adminUrl, `alter database ${template} is_template false`);
  await query(adminUrl, `drop database ${template}`);
});

async function query(url: string, text: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<Record<string, unknown>>(text);
    return rows;
  } finally {
    await client.end();
  }
}
