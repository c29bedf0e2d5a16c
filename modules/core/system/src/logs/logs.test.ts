import { createTestContext } from "@minato/tests/support/create-test-context";
import { expect, test } from "vitest";

import { createSystemModule } from "../module.ts";
import { hideSecrets } from "./hide-secrets.ts";
import { listLogs, LogListInput } from "./list-logs.ts";
import { LogRing } from "./log-ring.ts";

const write = (level: string, msg: string, data: object = {}) =>
  JSON.stringify({ level, time: "2026-06-15T12:00:00.000Z", ...data, msg });

test("the ring holds the newest lines and numbers all", () => {
  const ring = new LogRing(3);
  for (let line = 1; line <= 5; line++) ring.add(`line ${line}`);
  expect([...ring.newestFirst()].map(({ number, text }) => [number, text])).toEqual([
    [5, "line 5"],
    [4, "line 4"],
    [3, "line 3"],
  ]);
  expect([...ring.newestFirst(4)]).toHaveLength(1);
  expect([...ring.newestFirst(5)]).toEqual([]);
});

test("entries are found by level and text, page by page and from a number on", async () => {
  const { ctx, close } = await createTestContext({ modules: [createSystemModule(() => [])] });
  const list = (input: object) => listLogs(ctx, LogListInput.parse(input));
  const messages = (input: object) => list(input).items.map(({ message }) => message);
  ctx.logRing.add(write("info", "torrent ingested", { infoHash: "ab12" }));
  ctx.logRing.add(write("warn", "database does not answer"));
  ctx.logRing.add(write("debug", "asked"));
  ctx.logRing.add(write("error", "job failed", { err: { message: "the shelf is empty" } }));
  expect(messages({})).toEqual([
    "job failed",
    "asked",
    "database does not answer",
    "torrent ingested",
  ]);
  expect(messages({ level: "warn" })).toEqual(["job failed", "database does not answer"]);
  expect(messages({ q: "SHELF" })).toEqual(["job failed"]);
  expect(messages({ q: "ab12", level: "error" })).toEqual([]);
  expect(messages({ after: 3 })).toEqual(["job failed"]);
  expect(messages({ before: 3, limit: 1 })).toEqual(["database does not answer"]);
  expect(list({}).items[3]).toMatchObject({ number: 1, level: "info", data: { infoHash: "ab12" } });
  ctx.logRing.add(write("info", "long", { text: "x".repeat(100_000) }));
  expect(list({ limit: 1 }).items[0]).toMatchObject({ message: "long" });
  await close();
});

test.for([
  ["GET /rss?apikey=0123456789abcdef&t=search", "0123456789abcdef"],
  ["http://127.0.0.1/torznab/api?t=caps&apikey=0123456789abcdef", "0123456789abcdef"],
  ["https://tracker.example.org/announce?passkey=deadbeef", "deadbeef"],
  ["postgres://minato:lanterns@db.example.org/minato", "lanterns"],
])("a secret in an address is not shown: %s", ([address = "", secret = ""]) => {
  const line = hideSecrets(write("warn", "no answer", { url: address }));
  expect(line).not.toContain(secret);
  expect(JSON.parse(line)).toMatchObject({ msg: "no answer" });
});

test("secrets under their names are not shown, and the rest stays as it is", () => {
  const headers = { "x-api-key": 'a"b', cookie: "session_token=abc", accept: "text/html" };
  expect(
    JSON.parse(hideSecrets(write("info", "asked", { headers, password: "quay" }))),
  ).toMatchObject({
    headers: { "x-api-key": "…", cookie: "…", accept: "text/html" },
    password: "…",
  });
  const plain = write("info", "job done", { url: "http://localhost:7420/search?q=sintel", at: 3 });
  expect(hideSecrets(plain)).toBe(plain);
});
