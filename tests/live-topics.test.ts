import type { Principal } from "@minato/kit";
import { modules } from "@minato/server/modules";
import { expect, test } from "vitest";

import { createTestContext } from "./support/create-test-context.ts";

const administrator: Principal = {
  kind: "user",
  name: "harbour@example.org",
  userId: "u1",
  keyId: undefined,
  scopes: new Set(["admin"]),
};

test("every topic of every module has a version, and what is stored changes the right one", async () => {
  const { ctx, close } = await createTestContext({ modules });
  const stream = ctx.live.watch(administrator, undefined);
  const opened = await stream.next();
  expect(opened.value?.topics).toEqual(
    expect.arrayContaining(["jobs", "workers", "logs", "torrents", "sources", "runs", "settings"]),
  );
  await ctx.db.$client.query(
    `insert into settings (module, name, value, updated_at) values ('x', 'y', '1', now())`,
  );
  expect((await stream.next()).value).toEqual({ kind: "changed", topics: ["settings"] });
  await ctx.db.$client.query(
    `insert into blocklists (created_at, name, url) values (now(), 'x', 'https://example.org/x')`,
  );
  expect((await stream.next()).value).toEqual({ kind: "changed", topics: ["blocks"] });
  await close();
});
