import { transaction } from "@minato/database";
import type { Person } from "@minato/identity/person-procedure";
import type { Scope } from "@minato/kit";
import { markRead } from "@minato/notifications/mark-read";
import { waitFor } from "@minato/tests/support/wait-for";
import { call } from "@orpc/server";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";

import { createFollowScene, type FollowScene } from "../test/follow-scene.ts";
import { listFollowed, removeFollowed } from "./followed-searches.ts";
import { followRouter } from "./router.ts";

/** Copying a database for another test is one transaction, and slow on a busy machine. */
const OTHERS_MS = 60_000;

let scene: FollowScene;
let ada: Person;
let ben: Person;

beforeAll(async () => {
  scene = await createFollowScene();
  ada = await scene.addPerson("Ada");
  ben = await scene.addPerson("Ben");
});

beforeEach(async () => {
  await scene.context.ctx.db.$client.query(
    "truncate followed_searches, followed_hits, follow_cursor, notifications cascade",
  );
});
afterAll(() => scene.close());

test("what newly arrives for a search is told as one notification with a count", async () => {
  await scene.ingest("Old Lighthouse Diaries");
  await scene.follow(ada, "q=lighthouse", "Lighthouses");
  await match();
  await scene.ingest("Lighthouse Keepers 1080p", "Something Else", "The Lighthouse Garden");
  await match();
  await match();
  expect(await scene.inbox(ada)).toMatchObject([
    {
      title: "2 new for Lighthouses",
      text: "The newest: The Lighthouse Garden",
      path: "/?q=lighthouse&sort=indexed",
      count: 2,
    },
  ]);
  expect(await scene.inbox(ben)).toEqual([]);
  expect(await listFollowed(scene.request(ada))).toMatchObject([{ name: "Lighthouses", found: 2 }]);
});

test("what comes after the inbox was read is told anew, and nothing twice", async () => {
  await scene.follow(ada, "q=harbour", "Harbours");
  await match();
  await scene.ingest("Harbour Songs");
  await match();
  await markRead(scene.context.ctx, ada, { isRead: true });
  await match();
  await scene.ingest("Harbour Songs Live");
  await match();
  expect(await scene.inbox(ada)).toMatchObject([
    { text: "Harbour Songs Live", count: 1, isRead: false },
    { text: "Harbour Songs", isRead: true },
  ]);
});

test("words, keys and filters mean what they mean in the search", async () => {
  await scene.follow(ada, "q=tidal+atlas+-draft", "Words");
  await scene.follow(ada, "q=size:>1GB&minSeeders=5", "Large and seeded");
  await match();
  await scene.ingest(
    { title: "Tidal Atlas", size: 10, seeders: 1 },
    { title: "Tidal Atlas Draft", size: 10, seeders: 1 },
    { title: "Great Charts", size: 2 ** 31, seeders: 9 },
    { title: "Large and lonely", size: 2 ** 31, seeders: 1 },
  );
  await match();
  expect((await scene.inbox(ada)).map(({ title, text }) => [title, text]).toSorted()).toEqual([
    ["New for Large and seeded", "Great Charts"],
    ["New for Words", "Tidal Atlas"],
  ]);
});

test("a transaction that commits late is not missed", async () => {
  await scene.follow(ada, "q=nocturne", "Nocturnes");
  await match();
  const client = await scene.context.ctx.db.$client.connect();
  await client.query("begin");
  await client.query("select pg_current_xact_id()");
  await scene.ingest("Nocturne One");
  await scene.match();
  expect(await scene.inbox(ada)).toEqual([]);
  await client.query("commit");
  client.release();
  await match();
  expect(await scene.inbox(ada)).toMatchObject([{ text: "Nocturne One" }]);
});

test("many people who follow the same are each told, and those without the permission are not", async () => {
  for (const person of [ada, ben]) await scene.follow(person, "q=meadow", "Meadows");
  await match();
  await scene.context.ctx.db.$client.query("update users set suspended_at = now() where id = $1", [
    ben.userId,
  ]);
  await scene.ingest("Meadow Walks");
  await match();
  await scene.context.ctx.db.$client.query("update users set suspended_at = null");
  expect([await scene.inbox(ada), await scene.inbox(ben)]).toMatchObject([
    [{ text: "Meadow Walks" }],
    [],
  ]);
});

test("two processes that match at once tell everything once", async () => {
  await scene.follow(ada, "q=orchard", "Orchards");
  await match();
  await scene.ingest("Orchard One", "Orchard Two");
  await Promise.all([match(), match()]);
  expect(await scene.inbox(ada)).toMatchObject([{ count: 2 }]);
});

test("the same search is followed once, however its address is written", async () => {
  await scene.follow(ada, "?view=cards&type=movie&q=tide&sort=size", "First");
  await scene.follow(ada, "q=tide&type=movie", "Second");
  expect(await listFollowed(scene.request(ada))).toMatchObject([
    { name: "Second", query: "q=tide&type=movie" },
  ]);
});

test.for(["", "sort=size", "minSize=many", "type=spaceship"])(
  "what narrows nothing or is malformed is refused: %j",
  async (query) => {
    const refused = { code: "BAD_REQUEST", errors: [{ field: "query" }] };
    await expect(scene.follow(ada, query, "Bad")).rejects.toMatchObject(refused);
  },
);

test("nobody follows more than fifty, and nobody ends what others follow", async () => {
  for (let number = 0; number < 50; number++) await scene.follow(ada, `q=w${number}`, `${number}`);
  await expect(scene.follow(ada, "q=more", "51")).rejects.toMatchObject({ code: "CONFLICT" });
  const [first] = await listFollowed(scene.request(ada));
  const id = first?.id ?? 0;
  await expect(removeFollowed(scene.request(ben), id)).rejects.toMatchObject({ code: "NOT_FOUND" });
  await removeFollowed(scene.request(ada), id);
  expect(await listFollowed(scene.request(ada))).toHaveLength(49);
});

test("following is for people who may search", async () => {
  const { list, add } = followRouter.follows;
  const search = { query: "q=tide", name: "Tides" };
  expect(await call(list, {}, asCaller(["search"], "user"))).toEqual({ items: [] });
  for (const who of [asCaller(["feeds"], "user"), asCaller(["search"], "key")]) {
    await expect(call(add, search, who)).rejects.toMatchObject({ code: "FORBIDDEN" });
  }
});

test("a search that is not understood any more keeps nobody else's back", async () => {
  await scene.follow(ada, "q=pier", "Piers");
  await scene.follow(ben, "q=jetty&type=movie", "Jetties");
  await scene.context.ctx.db.$client.query(
    "update followed_searches set query = 'type=spaceship' where user_id = $1",
    [ben.userId],
  );
  await match();
  await scene.ingest("Pier Songs");
  await match();
  expect([await scene.inbox(ada), await scene.inbox(ben)]).toMatchObject([
    [{ text: "Pier Songs" }],
    [],
  ]);
});

test("the first look after a restore begins at the end of the feed", async () => {
  await scene.follow(ada, "q=estuary", "Estuaries");
  await match();
  await scene.ingest("Estuary Maps");
  await transaction(scene.context.ctx.db.$client, (client) =>
    client.query("update change_feed set id = gen_random_uuid()"),
  );
  await match();
  expect(await scene.inbox(ada)).toEqual([]);
  await scene.ingest("Estuary Birds");
  await match();
  expect(await scene.inbox(ada)).toMatchObject([{ text: "Estuary Birds", count: 1 }]);
});

/** Matches once no transaction of another test's database keeps changes back. */
async function match(): Promise<void> {
  const { $client: pool } = scene.context.ctx.db;
  const { rows } = await pool.query("select pg_snapshot_xmax(pg_current_snapshot()) as next");
  const ended = "select pg_snapshot_xmin(pg_current_snapshot()) >= $1::xid8 as ended";
  await waitFor(
    "older transactions of the server to end",
    async () => (await pool.query(ended, [rows[0]?.next])).rows[0]?.ended === true,
    OTHERS_MS,
  );
  await scene.match();
}

/** Ada with other permissions, or a key of hers. */
function asCaller(scopes: readonly Scope[], kind: "user" | "key") {
  const principal = { ...ada, kind, scopes: new Set(scopes) };
  return {
    context: { ctx: scene.context.ctx, principal, address: "192.0.2.1", headers: new Headers() },
  };
}
