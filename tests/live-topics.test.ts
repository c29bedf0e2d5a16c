import type { Principal } from "@minato/kit";
import { modules } from "@minato/server/modules";
import { expect, test } from "vitest";

import { createTestContext } from "./support/create-test-context.ts";
import { startServer } from "./support/start-server.ts";

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

test("a server that stops ends its streams in order, and waits for none", async () => {
  const key = "live-topics-administrator-key-0123456789";
  const server = await startServer({ env: { API_KEY: key } });
  const headers = { "x-api-key": key };
  const { body, headers: answered } = await fetch(`${server.url}/api/v1/events`, { headers });
  expect(answered.get("x-accel-buffering")).toBe("no");
  const reader = body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  while (!text.includes('"open"')) text += (await reader?.read())?.value ?? "";
  const stopped = server.stop();
  // A connection that was cut after the time limit would throw here.
  while ((await reader?.read())?.done === false);
  expect(await stopped).toBe(0);
});
