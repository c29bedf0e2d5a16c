import { createHash } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

import { transaction } from "@minato/database";
import type { Context, Principal, RequestContext } from "@minato/kit";
import { createTestContext, type TestContext } from "@minato/tests/support/create-test-context";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";

import { addBlocks } from "./add-blocks.ts";
import { blockTorrents } from "./block-torrents.ts";
import { refreshListJob, refreshListsJob } from "./jobs.ts";
import { createBlocklistModule } from "./module.ts";
import { addSubscription, listSubscriptions, removeSubscription } from "./subscriptions.ts";
import { unblockTorrents } from "./unblock-torrents.ts";

let scene: TestContext;
let request: RequestContext;
let server: Server;
let url: string;
let answer: (request: IncomingMessage, response: ServerResponse) => void;
const settings = { allowPrivateAddresses: true, maxListMegabytes: 1 };
const config: Context["config"] = ({ schema }) => schema.parse(settings);

beforeAll(async () => {
  server = createServer((incoming, response) => answer(incoming, response));
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/list.txt`;
  scene = await createTestContext({ modules: [createBlocklistModule(() => ["paper"])], config });
  const principal: Principal = {
    kind: "user",
    name: "keeper@example.org",
    userId: "u1",
    keyId: undefined,
    scopes: new Set(["admin"]),
  };
  request = { ctx: scene.ctx, principal, address: "127.0.0.1", headers: new Headers() };
});

afterAll(async () => {
  await scene.close();
  server.closeAllConnections();
  server.close();
});

beforeEach(async () => {
  scene.sent.length = 0;
  settings.allowPrivateAddresses = true;
  await scene.ctx.db.$client.query("truncate blocklists, blocked_torrents, allowed_torrents");
});

function hash(number: number): string {
  return number.toString(16).padStart(40, "0");
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

function serve(text: string, headers: Record<string, string> = {}): void {
  answer = (_, response) => response.writeHead(200, headers).end(text);
}

async function subscribe(fields: { sha256?: string; checksumUrl?: string } = {}) {
  const list = await addSubscription(request, { name: "harbour", url, ...fields });
  await scene.runJobs();
  return list;
}

async function refresh(listId: number) {
  await scene.ctx.send(refreshListJob, { listId });
  await scene.runJobs();
  return (await listSubscriptions(scene.ctx)).items[0];
}

async function blocked(...numbers: number[]): Promise<number[]> {
  const { ctx } = scene;
  await ctx.blocklist.catchUp();
  const found = await ctx.blocklist.findBlocked(
    ctx.db.$client,
    numbers.map((number) => Buffer.from(hash(number), "hex")),
  );
  return numbers.filter((number) => found.has(hash(number)));
}

test("a list blocks what it names, follows its content and unblocks when it is removed", async () => {
  serve(`# harbour\n${hash(1)}\r\n\n${hash(2).toUpperCase()}\nmagnet:?xt=urn:btih:${hash(3)}`);
  const list = await subscribe();
  expect(await blocked(1, 2, 3, 4)).toEqual([1, 2, 3]);
  expect((await listSubscriptions(scene.ctx)).items).toMatchObject([
    { name: "harbour", entryCount: 3, lastError: null },
  ]);
  serve(`${hash(2)}\n${hash(4)}\n`);
  expect(await refresh(list.id)).toMatchObject({ entryCount: 2 });
  expect(await blocked(1, 2, 3, 4)).toEqual([2, 4]);
  await blockTorrents(request, { infoHashes: [hash(4)] });
  await removeSubscription(request, list.id);
  expect(await blocked(2, 4)).toEqual([4]);
  await scene.runJobs();
  const { rows } = await scene.ctx.db.$client.query("select list_id from blocked_torrents");
  expect(rows).toEqual([{ list_id: 0 }]);
});

test("what two lists name stays blocked while one of them does", async () => {
  serve(`${hash(1)}\n${hash(2)}`);
  const first = await subscribe();
  serve(`${hash(1)}\n`);
  await addSubscription(request, { name: "lighthouse", url: `${url}?2` });
  await scene.runJobs();
  await removeSubscription(request, first.id);
  await scene.runJobs();
  expect(await blocked(1, 2)).toEqual([1]);
});

test("what a person let back stays so when the list is read again", async () => {
  serve(`${hash(1)}\n${hash(2)}`);
  const list = await subscribe();
  await unblockTorrents(request, { infoHashes: [hash(1)] });
  expect(await blocked(1, 2)).toEqual([2]);
  serve(`${hash(1)}\n${hash(2)}\n${hash(3)}`);
  await refresh(list.id);
  expect(await blocked(1, 2, 3)).toEqual([2, 3]);
  await blockTorrents(request, { infoHashes: [hash(1)] });
  expect(await blocked(1)).toEqual([1]);
});

test.each([
  ["an error", (r: ServerResponse) => r.writeHead(500).end("no"), "HTTP status 500"],
  ["a page", (r: ServerResponse) => r.end("<html>\n<p>hello\n</html>"), "an info hash a line"],
  ["nothing", (r: ServerResponse) => r.end(), "an info hash a line"],
  [
    "too much",
    (r: ServerResponse) => r.end(`${"1".repeat(40)}\n`.repeat(30_000)),
    "at most 1000000 bytes",
  ],
  [
    "a broken connection",
    (r: ServerResponse) => {
      r.writeHead(200, { "content-length": "1000" });
      r.write(`${hash(7)}\n`, () => r.destroy());
    },
    "broke off",
  ],
  [
    "a circle of redirects",
    (r: ServerResponse) => r.writeHead(302, { location: url }).end(),
    "redirects",
  ],
  [
    "a redirect to a file",
    (r: ServerResponse) => r.writeHead(302, { location: "file:///etc/passwd" }).end(),
    "http or https",
  ],
])("%s keeps the old entries and is shown", async (_, respond, problem) => {
  serve(hash(1));
  const list = await subscribe();
  answer = (__, response) => void respond(response);
  const refreshed = await refresh(list.id);
  expect(refreshed?.lastError).toContain(problem);
  expect(await blocked(1, 7)).toEqual([1]);
  serve(`${hash(1)}\n${hash(2)}`);
  expect((await refresh(list.id))?.lastError).toBeNull();
  expect(await blocked(1, 2)).toEqual([1, 2]);
});

test("only content with the pinned checksum is taken", async () => {
  const good = `${hash(1)}\n`;
  serve(good);
  const list = await subscribe({ sha256: sha256(good) });
  expect(await blocked(1)).toEqual([1]);
  serve(`${hash(2)}\n`);
  expect((await refresh(list.id))?.lastError).toContain(`SHA-256 ${sha256(good)}`);
  expect(await blocked(1, 2)).toEqual([1]);
});

test("a published checksum must fit the content", async () => {
  let text = `${hash(1)}\n`;
  let sum = sha256(text);
  answer = (incoming, response) =>
    response.end(incoming.url?.endsWith(".sha256") ? `${sum}  list.txt\n` : text);
  const list = await subscribe({ checksumUrl: `${url}.sha256` });
  expect(await blocked(1)).toEqual([1]);
  text = `${hash(2)}\n`;
  expect((await refresh(list.id))?.lastError).toContain("SHA-256");
  sum = sha256(text);
  expect((await refresh(list.id))?.lastError).toBeNull();
  expect(await blocked(1, 2)).toEqual([2]);
});

test("a list that did not change is not sent again", async () => {
  const etags: (string | undefined)[] = [];
  answer = (incoming, response) => {
    etags.push(incoming.headers["if-none-match"]);
    if (incoming.headers["if-none-match"] === '"one"') response.writeHead(304).end();
    else response.writeHead(200, { etag: '"one"' }).end(hash(1));
  };
  const list = await subscribe();
  expect(await refresh(list.id)).toMatchObject({ entryCount: 1, lastError: null });
  expect(etags).toEqual([undefined, '"one"']);
  expect(await blocked(1)).toEqual([1]);
});

test("addresses of the local network are refused unless the settings allow them", async () => {
  settings.allowPrivateAddresses = false;
  let asked = 0;
  answer = (_, response) => {
    asked += 1;
    response.end(hash(1));
  };
  await subscribe();
  const { items } = await listSubscriptions(scene.ctx);
  expect(items[0]?.lastError).toContain("public address");
  expect(asked).toBe(0);
});

test("every list is read anew by the daily job", async () => {
  serve(hash(1));
  await subscribe();
  serve(hash(2));
  await scene.ctx.send(refreshListsJob, {});
  await scene.runJobs();
  expect(await blocked(1, 2)).toEqual([2]);
  expect(refreshListsJob.schedule).toBeDefined();
});

test("a list with this address is there only once, and unknown ones are told", async () => {
  serve(hash(1));
  await subscribe();
  await expect(subscribe()).rejects.toThrow("address");
  await expect(removeSubscription(request, 999_999)).rejects.toThrow("No blocklist");
});

test("entries of other lists stay when one of twenty thousand is removed", async () => {
  const { ctx } = scene;
  serve(Array.from({ length: 20_000 }, (_, index) => hash(index + 1)).join("\n"));
  const list = await subscribe();
  expect(await blocked(1, 10_000, 20_000)).toEqual([1, 10_000, 20_000]);
  const infoHashes = [Buffer.from(hash(5), "hex")];
  await transaction(ctx.db.$client, (client) => addBlocks(ctx, client, { infoHashes }));
  await removeSubscription(request, list.id);
  await scene.runJobs();
  const { rows } = await ctx.db.$client.query("select count(*)::int as n from blocked_torrents");
  expect(rows).toEqual([{ n: 1 }]);
});
