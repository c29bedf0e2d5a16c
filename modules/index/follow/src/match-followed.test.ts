import { auditModule } from "@minato/audit";
import { blocklistModule } from "@minato/blocklist";
import { transaction } from "@minato/database";
import { identityModule } from "@minato/identity";
import { createUser } from "@minato/identity/create-user";
import type { Person } from "@minato/identity/person-procedure";
import type { Scope } from "@minato/kit";
import { createNotificationsModule } from "@minato/notifications";
import { listNotifications, NotificationsInput } from "@minato/notifications/list-notifications";
import { markRead } from "@minato/notifications/mark-read";
import { searchModule } from "@minato/search";
import { secretsModule } from "@minato/secrets";
import { createTestContext, type TestContext } from "@minato/tests/support/create-test-context";
import { waitFor } from "@minato/tests/support/wait-for";
import { torrentsModule } from "@minato/torrents";
import { ingestTorrents } from "@minato/torrents/ingest-torrents";
import { call } from "@orpc/server";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";

import { addFollowed, listFollowed, removeFollowed } from "./followed-searches.ts";
import { matchFollowed } from "./match-followed.ts";
import { followModule } from "./module.ts";
import { followRouter } from "./router.ts";

let context: TestContext;
let ada: Person;
let ben: Person;
let count = 0;

beforeAll(async () => {
  context = await createTestContext({
    modules: [
      secretsModule,
      auditModule,
      identityModule,
      createNotificationsModule(() => []),
      blocklistModule,
      torrentsModule,
      searchModule,
      followModule,
    ],
  });
  ada = await addPerson("Ada");
  ben = await addPerson("Ben");
});

beforeEach(async () => {
  await context.ctx.db.$client.query(
    "truncate followed_searches, followed_hits, follow_cursor, notifications cascade",
  );
});
afterAll(() => context.close());

test("what newly arrives for a search is told as one notification with a count", async () => {
  await ingest("Old Lighthouse Diaries");
  await follow(ada, "q=lighthouse", "Lighthouses");
  await match();
  await ingest("Lighthouse Keepers 1080p", "Something Else", "The Lighthouse Garden");
  await match();
  await match();
  expect(await inbox(ada)).toMatchObject([
    {
      title: "2 new for Lighthouses",
      text: "The newest: The Lighthouse Garden",
      path: "/?q=lighthouse&sort=indexed",
      count: 2,
    },
  ]);
  expect(await inbox(ben)).toEqual([]);
  expect(await listFollowed(request(ada))).toMatchObject([{ name: "Lighthouses", found: 2 }]);
});

test("what comes after the inbox was read is told anew, and nothing twice", async () => {
  await follow(ada, "q=harbour", "Harbours");
  await match();
  await ingest("Harbour Songs");
  await match();
  await markRead(context.ctx, ada, { isRead: true });
  await match();
  await ingest("Harbour Songs Live");
  await match();
  expect(await inbox(ada)).toMatchObject([
    { text: "Harbour Songs Live", count: 1, isRead: false },
    { text: "Harbour Songs", isRead: true },
  ]);
});

test("words, keys and filters mean what they mean in the search", async () => {
  await follow(ada, "q=tidal+atlas+-draft", "Words");
  await follow(ada, "q=size:>1GB&minSeeders=5", "Large and seeded");
  await match();
  await ingest(
    { title: "Tidal Atlas", size: 10, seeders: 1 },
    { title: "Tidal Atlas Draft", size: 10, seeders: 1 },
    { title: "Great Charts", size: 2 ** 31, seeders: 9 },
    { title: "Large and lonely", size: 2 ** 31, seeders: 1 },
  );
  await match();
  expect((await inbox(ada)).map(({ title, text }) => [title, text]).toSorted()).toEqual([
    ["New for Large and seeded", "Great Charts"],
    ["New for Words", "Tidal Atlas"],
  ]);
});

test("a transaction that commits late is not missed", async () => {
  await follow(ada, "q=nocturne", "Nocturnes");
  await match();
  const client = await context.ctx.db.$client.connect();
  await client.query("begin");
  await client.query("select pg_current_xact_id()");
  await ingest("Nocturne One");
  await matchNow();
  expect(await inbox(ada)).toEqual([]);
  await client.query("commit");
  client.release();
  await match();
  expect(await inbox(ada)).toMatchObject([{ text: "Nocturne One" }]);
});

test("many people who follow the same are each told, and those without the permission are not", async () => {
  for (const person of [ada, ben]) await follow(person, "q=meadow", "Meadows");
  await match();
  await context.ctx.db.$client.query("update users set suspended_at = now() where id = $1", [
    ben.userId,
  ]);
  await ingest("Meadow Walks");
  await match();
  await context.ctx.db.$client.query("update users set suspended_at = null");
  expect([await inbox(ada), await inbox(ben)]).toMatchObject([[{ text: "Meadow Walks" }], []]);
});

test("two processes that match at once tell everything once", async () => {
  await follow(ada, "q=orchard", "Orchards");
  await match();
  await ingest("Orchard One", "Orchard Two");
  await Promise.all([match(), match()]);
  expect(await inbox(ada)).toMatchObject([{ count: 2 }]);
});

test("the same search is followed once, however its address is written", async () => {
  await follow(ada, "?view=cards&type=movie&q=tide&sort=size", "First");
  await follow(ada, "q=tide&type=movie", "Second");
  expect(await listFollowed(request(ada))).toMatchObject([
    { name: "Second", query: "q=tide&type=movie" },
  ]);
});

test.for(["", "sort=size", "minSize=many", "type=spaceship"])(
  "what narrows nothing or is malformed is refused: %j",
  async (query) => {
    const refused = { code: "BAD_REQUEST", errors: [{ field: "query" }] };
    await expect(follow(ada, query, "Bad")).rejects.toMatchObject(refused);
  },
);

test("nobody follows more than fifty, and nobody ends what others follow", async () => {
  for (let number = 0; number < 50; number++) await follow(ada, `q=w${number}`, `${number}`);
  await expect(follow(ada, "q=more", "51")).rejects.toMatchObject({ code: "CONFLICT" });
  const [first] = await listFollowed(request(ada));
  const id = first?.id ?? 0;
  await expect(removeFollowed(request(ben), id)).rejects.toMatchObject({ code: "NOT_FOUND" });
  await removeFollowed(request(ada), id);
  expect(await listFollowed(request(ada))).toHaveLength(49);
});

test("following is for people who may search", async () => {
  const { list, add } = followRouter.follows;
  const search = { query: "q=tide", name: "Tides" };
  expect(await call(list, {}, asCaller(["search"], "user"))).toEqual({ items: [] });
  for (const who of [asCaller(["feeds"], "user"), asCaller(["search"], "key")]) {
    await expect(call(add, search, who)).rejects.toMatchObject({ code: "FORBIDDEN" });
  }
});

test("the first look after a restore begins at the end of the feed", async () => {
  await follow(ada, "q=estuary", "Estuaries");
  await match();
  await ingest("Estuary Maps");
  await transaction(context.ctx.db.$client, (client) =>
    client.query("update change_feed set id = gen_random_uuid()"),
  );
  await match();
  expect(await inbox(ada)).toEqual([]);
  await ingest("Estuary Birds");
  await match();
  expect(await inbox(ada)).toMatchObject([{ text: "Estuary Birds", count: 1 }]);
});

/** Matches once no transaction of another test's database keeps changes back. */
async function match(): Promise<void> {
  const { $client: pool } = context.ctx.db;
  const { rows } = await pool.query("select pg_snapshot_xmax(pg_current_snapshot()) as next");
  await waitFor("older transactions of the server to end", async () => {
    const ended = "select pg_snapshot_xmin(pg_current_snapshot()) >= $1::xid8 as ended";
    return (await pool.query(ended, [rows[0]?.next])).rows[0]?.ended === true;
  });
  await matchNow();
}

function matchNow(): Promise<void> {
  return matchFollowed(context.ctx, AbortSignal.timeout(60_000));
}

function follow(person: Person, query: string, name: string) {
  return addFollowed(request(person), { query, name });
}

function request(person: Person) {
  return { ctx: context.ctx, person, address: "192.0.2.1" };
}

/** Ada with other permissions, or a key of hers. */
function asCaller(scopes: readonly Scope[], kind: "user" | "key") {
  const principal = { ...ada, kind, scopes: new Set(scopes) };
  return {
    context: { ctx: context.ctx, principal, address: "192.0.2.1", headers: new Headers() },
  };
}

async function inbox(person: Person) {
  const page = await listNotifications(context.ctx, person, NotificationsInput.parse({}));
  return page.items;
}

async function ingest(
  ...records: (string | { title: string; size: number; seeders: number })[]
): Promise<void> {
  await ingestTorrents(
    context.ctx,
    records.map((record) => {
      count += 1;
      const infoHash = count.toString(16).padStart(40, "0");
      return typeof record === "string"
        ? { infoHash, title: record, size: 1 }
        : { infoHash, ...record };
    }),
    { sourceName: "test" },
  );
}

async function addPerson(name: string): Promise<Person> {
  const email = `${name.toLowerCase()}@example.org`;
  const password = "nine lanterns over the quay";
  const { id } = await createUser(context.ctx, { name, email, password });
  const scopes = new Set(["search"] as const);
  return { kind: "user", name: email, userId: id, keyId: undefined, scopes };
}
