import type { Settings } from "@minato/kit";
import { modules } from "@minato/server/modules";
import { findField, isInternal } from "@minato/settings/stored-settings";
import { afterAll, beforeAll, expect, test } from "vitest";

import { createCaller, type CallApi } from "./support/call-api.ts";
import { startServer, type ServerProcess } from "./support/start-server.ts";
import { waitFor } from "./support/wait-for.ts";

const API_KEY = "accounts-administrator-key-0123456789abcdef";
const ADA = { email: "ada@example.org", password: "nine lanterns over the quay" };
const BEN = { email: "ben@example.org", password: "paper boats in april" };
const INFO_HASH = "c4".repeat(20);

let server: ServerProcess;
let call: CallApi;
let asAdministrator: CallApi;

beforeAll(async () => {
  server = await startServer({
    env: {
      API_KEY,
      ADMIN_EMAIL: ADA.email,
      ADMIN_PASSWORD: ADA.password,
      TRUSTED_PROXIES: "127.0.0.1",
    },
  });
  call = createCaller(server.url, undefined);
  asAdministrator = createCaller(server.url, API_KEY);
  await change({ module: "identity", name: "registration", value: "open" });
});

afterAll(() => server?.stop());

interface Setting {
  name: string;
  description: string;
  value?: unknown;
  default?: unknown;
  isSecret: boolean;
}

/** Requests are limited by network: each test comes from one of its own. */
const from = (address: string) => ({ "x-forwarded-for": address });

test("the link to reset a password works once, whoever comes second", async () => {
  const headers = { origin: server.url, ...from("198.51.100.40") };
  const person = { email: "cleo@example.org", name: "Cleo", password: "a ferry at first light" };
  expect((await call("/api/v1/auth/register", { json: person, headers })).status).toBe(200);
  const ask = { email: person.email };
  expect((await call("/api/auth/request-password-reset", { json: ask, headers })).status).toBe(200);
  const token = await waitFor("the link", async () => {
    const { text } = await asAdministrator("/api/v1/admin/mail/pending");
    return /reset-password\?token=([\w-]+)/.exec(text)?.[1];
  });
  const reset = (newPassword: string) =>
    call("/api/auth/reset-password", { json: { token, newPassword }, headers });
  const newPassword = "a ferry at last light";
  expect((await reset(newPassword)).status).toBe(200);
  expect((await reset("chosen by somebody else")).status).toBe(400);
  const json = { email: person.email, password: newPassword };
  expect((await call("/api/v1/auth/login", { json, headers })).status).toBe(200);
});

test("registering tells nobody who has an account, by answer or by work", async () => {
  const register = async (email: string) => {
    const json = { email, name: "Eve", password: "four words of no meaning" };
    const headers = from("198.51.100.41");
    const started = performance.now();
    const { status, text } = await call("/api/v1/auth/register", { json, headers });
    return { answer: { status, text }, took: performance.now() - started };
  };
  const fresh = await register("eve@example.org");
  expect(fresh.answer.status).toBe(200);
  const known = [await register(ADA.email), await register(ADA.email), await register(ADA.email)];
  for (const { answer } of known) expect(answer).toEqual(fresh.answer);
  // Without the hashing it would be a small fraction.
  expect(Math.max(...known.map(({ took }) => took))).toBeGreaterThan(fresh.took / 5);
  const json = { email: ADA.email, password: "four words of no meaning" };
  const answer = await call("/api/v1/auth/login", { json, headers: from("198.51.100.41") });
  expect(answer.status).toBe(401);
});

test("six wrong passwords in a row end in a wait, for accounts that do not exist as well", async () => {
  for (const email of [ADA.email, "nobody@example.org"]) {
    const json = { email, password: "wrong password" };
    const tried = await Promise.all(
      Array.from({ length: 7 }, () =>
        call("/api/v1/auth/login", { json, headers: from("198.51.100.42") }),
      ),
    );
    expect(tried.map(({ status }) => status).toSorted()).toEqual([
      401, 401, 401, 401, 401, 429, 429,
    ]);
    const refused = tried.find(({ status }) => status === 429);
    expect(Number(refused?.headers.get("retry-after"))).toBeGreaterThan(0);
    expect(refused?.json).toMatchObject({ code: "TOO_MANY_REQUESTS" });
  }
  const headers = from("198.51.100.43");
  expect((await call("/api/v1/auth/login", { json: ADA, headers })).status).toBe(200);
});

test("plain routes give a member what their role allows, and no more", async () => {
  const headers = from("198.51.100.44");
  await call("/api/v1/auth/register", { json: { ...BEN, name: "Ben" }, headers });
  await change({ module: "identity", name: "verifiesEmail", value: false });
  const login = await call("/api/v1/auth/login", { json: BEN, headers });
  const { accessToken } = login.json as { accessToken: string };
  const asBen = createCaller(server.url, undefined, { authorization: `Bearer ${accessToken}` });
  const record = { infoHash: INFO_HASH, title: "Harbour notes", size: 300 };
  await asAdministrator("/api/v1/torrents/ingest", { json: record });
  const isOpen = async (path: string) => {
    const { status, text } = await asBen(path);
    return ![401, 403].includes(status) && !text.includes('<error code="100"');
  };
  const theirs = ["/torznab/api?t=caps", "/torznab/api?t=search&q=harbour", "/rss?q=harbour"];
  const download = `/torznab/download/${INFO_HASH}.torrent`;
  for (const path of [...theirs, download])
    expect([path, await isOpen(path)]).toEqual([path, true]);
  // A key of Stremio stands in the address; a token there is none.
  const closed = ["/metrics", `/stremio/${accessToken}/manifest.json`];
  for (const path of closed) expect([path, await isOpen(path)]).toEqual([path, false]);
});

test("every setting of every module is described, validated, and silent when secret", async () => {
  const { json } = await asAdministrator("/api/v1/admin/config");
  const described = json as { modules: { name: string; fields: Setting[] }[] };
  const own = modules.flatMap(({ settings }) => (settings === undefined ? [] : [settings]));
  expect(own.length).toBeGreaterThan(5);
  for (const { name, schema } of own) {
    const settings = described.modules.find((one) => one.name === name)?.fields ?? [];
    expect(settings.map((one) => one.name).toSorted()).toEqual(visibleFields(schema).toSorted());
    for (const setting of settings) {
      const field = `${name}.${setting.name}`;
      expect([field, setting.description.length > 5]).toEqual([field, true]);
      expect([field, setting.isSecret || setting.default !== undefined]).toEqual([field, true]);
      const isWordy = /secret|password|token|apiKey/i.test(setting.name) && setting.default === "";
      expect([field, !isWordy || setting.isSecret]).toEqual([field, true]);
      expect([field, setting.isSecret && setting.value !== undefined]).toEqual([field, false]);
      // An object of no known shape fits none.
      const wrong = { module: name, name: setting.name, value: { nonsense: [null] } };
      const answer = await asAdministrator("/api/v1/admin/config", {
        method: "PATCH",
        json: { changes: [wrong] },
      });
      expect([field, answer.status]).toEqual([field, 400]);
      expect(answer.text).toContain(field);
    }
  }
});

/** Those that only the program itself sets are nobody's to see. */
function visibleFields(schema: Settings["schema"]): string[] {
  return Object.keys(schema.shape).filter((name) => {
    const type = findField(schema, name);
    return type !== undefined && !isInternal(type);
  });
}

async function change(...changes: { module: string; name: string; value: unknown }[]) {
  const request = { method: "PATCH", json: { changes } };
  expect((await asAdministrator("/api/v1/admin/config", request)).status).toBe(200);
}
