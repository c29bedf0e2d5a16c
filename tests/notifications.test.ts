import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { json } from "node:stream/consumers";

import { cloneDatabase, connect, type Database } from "@minato/database";
import { afterAll, beforeAll, expect, inject, test } from "vitest";

import { createCaller, createKey, type CallApi } from "./support/call-api.ts";
import { startServer, type ServerProcess } from "./support/start-server.ts";
import { waitFor } from "./support/wait-for.ts";

const API_KEY = "notifications-administrator-key-0123456789";
const PERSON = { email: "harbour@example.org", password: "nine lanterns over the quay" };
const FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

interface Inbox {
  items: { topic: string; title: string; text: string }[];
  unread: number;
}

let database: Awaited<ReturnType<typeof cloneDatabase>>;
let db: Database;
/** Serves people and runs no job. */
let api: ServerProcess;
/** Runs jobs and serves nobody. */
let worker: ServerProcess;
let receiver: Server;
let receiverUrl: string;
const received: { title: string }[] = [];
let call: CallApi;
/** The cookies of the first sign-in. */
let cookies: string;

beforeAll(async () => {
  database = await cloneDatabase(inject("adminUrl"), inject("templateDatabase"));
  db = await connect(database.url, { max: 2 });
  const env = {
    DATABASE_URL: database.url,
    SECRET: randomBytes(32).toString("hex"),
    SEARCH_URL: "postgres:",
    ADMIN_EMAIL: PERSON.email,
    ADMIN_PASSWORD: PERSON.password,
    API_KEY,
  };
  api = await startServer({ env: { ...env, ROLES: "api" } });
  receiver = createServer((request, response) => {
    void json(request).then((body) => {
      received.push(body as { title: string });
      return response.end();
    });
  });
  receiver.listen(0, "127.0.0.1");
  await once(receiver, "listening");
  const address = receiver.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  receiverUrl = `http://127.0.0.1:${address.port}/hook`;
  call = createCaller(api.url, API_KEY);
  // Before the worker starts, which would need a moment to hear of it.
  const changes = [{ module: "notifications", name: "privateHosts", value: "127.0.0.1" }];
  const saved = await call("/api/v1/admin/config", { method: "PATCH", json: { changes } });
  if (saved.status !== 200) throw new Error(saved.text);
  worker = await startServer({ env: { ...env, ROLES: "worker" } });
  cookies = await signIn();
});

afterAll(async () => {
  await worker?.stop();
  await api?.stop();
  receiver?.close();
  await db?.$client.end();
  await database?.drop();
});

test("the first sign-in of a new account is told to nobody, one from a new browser is", async () => {
  expect(await readInbox()).toMatchObject({ items: [], unread: 0 });
  await signIn({ cookie: cookies });
  expect((await readInbox()).items).toEqual([]);
  await signIn({ "user-agent": FIREFOX });
  expect((await readInbox()).items).toMatchObject([
    { topic: "signed-in", title: "New sign-in: Firefox on Linux" },
  ]);
});

test("a key is told of by a worker in another process, through a webhook", async () => {
  const set = await asPerson("/api/v1/me/notifications/webhook", {
    method: "PUT",
    json: { url: receiverUrl },
  });
  expect(set.status).toBe(204);
  await createKey(call, "feeds");
  const message = await waitFor("the webhook", () =>
    received.find(({ title }) => title.startsWith("New API key")),
  );
  expect(message).toMatchObject({ event: { topic: "key-created", count: 1 } });
});

test("the stream of a process tells of what another one noted", async () => {
  const headers = { "x-api-key": API_KEY };
  const { body } = await fetch(`${api.url}/api/v1/events`, { headers });
  const reader = body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  const readUntil = async (part: string) => {
    while (!text.includes(part)) text += (await reader?.read())?.value ?? "";
  };
  await readUntil('"open"');
  await db.$client.query(
    `insert into notifications
       (user_id, topic, subject, values, happened_at, changed_at, is_listed)
     select id, 'test', 'other process', '{}', now(), now(), true from users`,
  );
  await readUntil('"changed"');
  expect(text).toContain('"notifications"');
  await reader?.cancel();
});

test("notifications are in the export of a person's data, without what lets others send", async () => {
  const { json: answer } = await asPerson("/api/v1/me/export");
  expect(answer).toMatchObject({
    more: {
      notifications: expect.arrayContaining([expect.objectContaining({ topic: "signed-in" })]),
      notificationSettings: { channels: [{ has_webhook: true }] },
      followedSearches: [],
    },
  });
  expect(JSON.stringify(answer)).not.toContain(receiverUrl);
});

async function readInbox(): Promise<Inbox> {
  return (await asPerson("/api/v1/me/notifications")).json as Inbox;
}

function asPerson(path: string, request: Parameters<CallApi>[1] = {}) {
  const headers = { cookie: cookies, origin: api.url };
  return call(path, { ...request, key: undefined, headers });
}

/** Signs in with these headers and gives the cookies of browser and session. */
async function signIn(headers: Record<string, string> = {}): Promise<string> {
  const response = await fetch(`${api.url}/api/auth/sign-in/email`, {
    method: "POST",
    headers: { "content-type": "application/json", origin: api.url, ...headers },
    body: JSON.stringify(PERSON),
  });
  expect(response.status).toBe(200);
  return response.headers
    .getSetCookie()
    .map((line) => line.split(";")[0])
    .join("; ");
}
