import { createHash } from "node:crypto";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { connect } from "node:net";

import { encode } from "@minato/bencode";
import { afterAll, beforeAll, expect, test } from "vitest";

import { createCaller, createKey, type CallApi } from "./support/call-api.ts";
import { startServer, type ServerProcess } from "./support/start-server.ts";
import { waitFor } from "./support/wait-for.ts";

const API_KEY = "attacks-administrator-key-0123456789abcdef";
const ADA = { email: "ada@example.org", password: "nine lanterns over the quay" };
const INFO_HASH = "b7".repeat(20);

let server: ServerProcess;
let call: CallApi;
let asAdministrator: CallApi;

beforeAll(async () => {
  server = await startServer({
    env: {
      API_KEY,
      ADMIN_EMAIL: ADA.email,
      ADMIN_PASSWORD: ADA.password,
      LOG_LEVEL: "trace",
      TRUSTED_PROXIES: "127.0.0.1",
    },
  });
  call = createCaller(server.url, undefined);
  asAdministrator = createCaller(server.url, API_KEY);
});

afterAll(() => server?.stop());

/** Requests are limited by network: each test comes from one of its own. */
const from = (address: string) => ({ "x-forwarded-for": address });

async function signIn(address: string): Promise<string> {
  const { headers, status, text } = await call("/api/auth/sign-in/email", {
    json: ADA,
    headers: { origin: server.url, ...from(address) },
  });
  expect([status, text]).toEqual([200, expect.any(String)]);
  return headers
    .getSetCookie()
    .map((cookie) => cookie.split(";")[0])
    .join("; ");
}

test("a session that somebody planted is not the one a person gets when they sign in", async () => {
  const planted = "minato.session_token=planted.by-a-stranger";
  const answer = await call("/api/auth/sign-in/email", {
    json: ADA,
    headers: { origin: server.url, cookie: planted, ...from("198.51.100.1") },
  });
  const cookie = answer.headers.getSetCookie().find((one) => one.includes("session_token")) ?? "";
  expect(cookie).not.toContain("planted");
  expect(cookie).toMatch(/HttpOnly/i);
  expect(cookie).toMatch(/SameSite=Lax/i);
  expect((await call("/api/v1/me", { headers: { cookie: planted } })).status).toBe(401);
});

test("a session ends with signing out, also for who copied its cookie", async () => {
  const cookie = await signIn("198.51.100.2");
  expect((await call("/api/v1/me", { headers: { cookie } })).status).toBe(200);
  const headers = { cookie, origin: server.url, ...from("198.51.100.2") };
  expect((await call("/api/auth/sign-out", { method: "POST", json: {}, headers })).status).toBe(
    200,
  );
  expect((await call("/api/v1/me", { headers: { cookie } })).status).toBe(401);
});

test("another site cannot make a browser change anything", async () => {
  const cookie = await signIn("198.51.100.3");
  const key = { name: "Stolen", scopes: ["admin"] };
  for (const origin of ["https://evil.example", "null", `${server.url}.evil.example`, "file://"]) {
    for (const path of ["/api/v1/admin/api-keys", "/rpc/admin/apiKeys/create"]) {
      const json = path.startsWith("/rpc") ? { json: key } : key;
      const answer = await call(path, { json, headers: { cookie, origin } });
      expect([origin, path, answer.status]).toEqual([origin, path, 403]);
    }
    const file = "/api/v1/system/restores/file?name=stolen.ndjson";
    const sent = await call(file, { method: "POST", body: "{}", headers: { cookie, origin } });
    expect([origin, sent.status]).toEqual([origin, 403]);
  }
  const { json } = await asAdministrator("/api/v1/admin/api-keys");
  expect((json as { items: { name: string }[] }).items.map(({ name }) => name)).not.toContain(
    "Stolen",
  );
});

test.for(["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"])(
  "what a plain form sends as %s is not taken for JSON",
  async (type) => {
    const cookie = await signIn("198.51.100.4");
    const body = JSON.stringify({ name: "Form", scopes: ["admin"] });
    for (const path of ["/api/v1/admin/api-keys", "/rpc/admin/apiKeys/create"]) {
      const answer = await call(path, {
        method: "POST",
        body: path.startsWith("/rpc") ? `{"json":${body}}` : body,
        headers: { cookie, "content-type": type },
      });
      expect([path, answer.status >= 400 && answer.status < 500]).toEqual([path, true]);
    }
  },
);

test("no state is changed by a GET", async () => {
  const path = `/rpc/admin/apiKeys/create?data=${encodeURIComponent('{"json":{"name":"x","scopes":["admin"]}}')}`;
  expect((await asAdministrator(path)).status).toBeGreaterThanOrEqual(400);
});

test("signing in, resetting and registering tell nobody who has an account", async () => {
  const headers = { origin: server.url };
  const ask = async (path: string, json: object, address: string) => {
    const { status, text } = await call(path, { json, headers: { ...headers, ...from(address) } });
    return { status, text };
  };
  const wrong = { password: "not the right password" };
  for (const path of ["/api/auth/sign-in/email", "/api/v1/auth/login"]) {
    expect(await ask(path, { email: ADA.email, ...wrong }, "198.51.100.5")).toEqual(
      await ask(path, { email: "nobody@example.org", ...wrong }, "198.51.100.5"),
    );
  }
  const reset = "/api/auth/request-password-reset";
  expect(await ask(reset, { email: ADA.email }, "198.51.100.6")).toEqual(
    await ask(reset, { email: "nobody@example.org" }, "198.51.100.6"),
  );
});

test("an unknown address takes the work of hashing a password, too", async () => {
  const known = await measure(ADA.email, "198.51.100.7");
  const unknown = await measure("nobody@example.org", "198.51.100.8");
  // Without the hashing it would be a small fraction.
  expect(unknown).toBeGreaterThan(known / 3);
});

test.for([
  "/api/v1/auth/login",
  "/rpc/identity/tokens/login",
  "/api/auth/sign-in/email",
  "/api/v1/setup",
])("%s takes no body that is larger than anything it asks for", async (path) => {
  const answer = await call(path, {
    json: { email: "x".repeat(5_000_000) },
    headers: { origin: server.url, ...from("198.51.100.9") },
  });
  expect(answer.status).toBe(413);
});

test.for(["/api/v1/auth/login", "/rpc/identity/tokens/login", "/api/auth/sign-in/email"])(
  "%s takes a body in chunks, and no endless one",
  async (path) => {
    const json = JSON.stringify({ email: "nobody@example.org", password: "wrong password" });
    const ask = (body: string) =>
      call(path, {
        method: "POST",
        body: new Blob([path.startsWith("/rpc") ? `{"json":${body}}` : body]).stream(),
        headers: {
          "content-type": "application/json",
          origin: server.url,
          ...from("198.51.100.11"),
        },
      });
    expect((await ask(json)).status).toBe(401);
    expect((await ask(json + " ".repeat(200_000))).status).toBe(413);
  },
);

test.for([
  "/api/v1/auth/login",
  "/rpc/identity/tokens/login",
  "/api/auth/sign-in/email",
  "/api/v1/torrents/ingest",
  "/api/v1/admin/config",
])("%s survives JSON that is nested without end", async (path) => {
  const depth = path.endsWith("ingest") || path.endsWith("config") ? 200_000 : 7000;
  const nested = "[".repeat(depth) + "]".repeat(depth);
  for (const body of [nested, `{"title":${nested},"json":${nested},"changes":${nested}}`]) {
    const answer = await asAdministrator(path, {
      method: path.endsWith("config") ? "PATCH" : "POST",
      body,
      headers: { "content-type": "application/json", origin: server.url, ...from("198.51.100.10") },
    });
    expect([path, answer.status < 500]).toEqual([path, true]);
  }
  expect((await call("/api/v1/health")).status).toBe(200);
});

test("names of files lead nowhere", async () => {
  const title = '../../../etc/passwd"\r\nset-cookie: x=1';
  const record = {
    infoHash: INFO_HASH,
    title,
    size: 3,
    files: [{ path: "../../../../etc/shadow", size: 3 }],
  };
  const { status } = await asAdministrator("/api/v1/torrents/ingest", { json: record });
  expect(status).toBe(200);
  const answer = await asAdministrator(`/torznab/download/${INFO_HASH}.torrent`);
  expect(answer.headers.get("set-cookie")).toBeNull();
  expect(answer.headers.get("x-injected")).toBeNull();
  for (const path of [
    "/api/reference/..%2f..%2fpackage.json",
    "/api/reference/%2e%2e/%2e%2e/package.json",
    "/torznab/download/..%2f..%2fsecret.torrent",
    "/torznab/download/%2e%2e%2fsecret.torrent",
    "/..%2f..%2fetc%2fpasswd",
  ]) {
    const { status: found, text } = await asAdministrator(path);
    expect([path, found >= 400 && found < 500, text.includes('"workspaces"')]).toEqual([
      path,
      true,
      false,
    ]);
  }
});

test("names inside an uploaded file and around it lead nowhere", async () => {
  const names = ["../../../../etc/passwd", "..", "..\\..\\windows", "/etc/shadow", "a\0b"];
  const files = names.map((name) => ({ length: 1, path: ["..", name, "notes.txt"] }));
  const info = {
    files,
    name: "../../../../harbour",
    "piece length": 16_384,
    pieces: "x".repeat(20),
  };
  const form = new FormData();
  const uploaded = new Blob([Buffer.from(encode({ info }))]);
  form.append("file", uploaded, "../../../../../tmp/minato-planted.torrent");
  const { status, json } = await asAdministrator("/api/v1/torrents/ingest/file", {
    method: "POST",
    body: form,
  });
  expect([status, json]).toEqual([200, expect.objectContaining({ inserted: 1 })]);
  expect(existsSync("/tmp/minato-planted.torrent")).toBe(false);
  const infoHash = createHash("sha1").update(encode(info)).digest("hex");
  const { text } = await asAdministrator(`/api/v1/torrents/${infoHash}/files`);
  const { items } = JSON.parse(text) as { items: { path: string }[] };
  expect(items).toHaveLength(names.length);
  for (const { path } of items) {
    expect(path).not.toMatch(/^[/\\]|\0/);
    expect(path.split(/[/\\]/)).not.toContain("..");
  }
  const download = await asAdministrator(`/torznab/download/${infoHash}.torrent`);
  expect(download.headers.get("content-disposition") ?? "").not.toMatch(/\.\.[/\\]|%2f|%5c/i);
});

test.for([
  "GET /api/v1/me HTTP/1.1\r\nhost: x\r\nx-api-key: a\nb: c\r\n\r\n",
  "POST /api/v1/auth/login HTTP/1.1\r\nhost: x\r\ncontent-length: 4\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\nGET /metrics HTTP/1.1\r\n\r\n",
  `GET /api/v1/me HTTP/1.1\r\nhost: x\r\nx-long: ${"y".repeat(20_000)}\r\n\r\n`,
])("a request that is none is refused on its socket: %#", async (text) => {
  const answer = await sendRaw(text);
  expect(answer).toMatch(/^HTTP\/1\.1 4(00|31)/);
});

test("what goes into headers of an answer cannot end them", async () => {
  const answer = await sendRaw(
    "GET /operations%0d%0aset-cookie:%20x=1?next=%0d%0ax-injected:1 HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n",
  );
  expect(answer.split("\r\n\r\n")[0]).not.toMatch(/^(set-cookie|x-injected):/im);
});

test("too many requests are refused with when to come back, and say how far one is", async () => {
  const { key } = (
    await asAdministrator("/api/v1/admin/api-keys", {
      json: { name: "Slow", scopes: ["search"], requestsPerMinute: 3 },
    })
  ).json as { key: string };
  const answers = [];
  for (let count = 0; count < 5; count++) answers.push(await call("/api/v1/search", { key }));
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 429, 429]);
  expect(answers[0]?.headers.get("ratelimit-policy")).toBe('"key";q=3;w=60');
  expect(answers[0]?.headers.get("ratelimit")).toBe('"key";r=2;t=20');
  expect(Number(answers[4]?.headers.get("retry-after"))).toBeGreaterThan(0);
  expect(answers[4]?.json).toMatchObject({ code: "TOO_MANY_REQUESTS" });
  for (let count = 0; count < 40; count++) {
    expect((await asAdministrator("/api/v1/me")).headers.has("ratelimit")).toBe(false);
  }
});

test("guessing keys is cut short for one network and for no other", async () => {
  await expect
    .poll(async () => (await guess("198.51.100.20")).status, { interval: 0, timeout: 30_000 })
    .toBe(429);
  expect((await guess("198.51.100.21")).status).toBe(401);
});

test("what a stranger claims about proxies is not believed further than the trusted one", async () => {
  const spoofed = { "x-forwarded-for": "203.0.113.1, 198.51.100.30" };
  const networks = ["203.0.113.0/24"];
  const { key } = (
    await asAdministrator("/api/v1/admin/api-keys", {
      json: { name: "Home", scopes: ["search"], networks },
    })
  ).json as { key: string };
  expect((await call("/api/v1/me", { key, headers: spoofed })).status).toBe(401);
  expect((await call("/api/v1/me", { key, headers: from("203.0.113.9") })).status).toBe(200);
});

test("no log line holds a key, wherever it stood and whatever became of the request", async () => {
  const key = await createKey(asAdministrator, "feeds", "download");
  const wrong = "mnt_wrongwrongwrongwrongwrongwrongwrongwrong";
  for (const text of [key, wrong]) {
    for (const path of [
      `/rss?apikey=${text}`,
      `/torznab/api?t=search&q=x&apikey=${text}`,
      `/torznab/api?t=nonsense&apikey=${text}`,
      `/torznab/download/${INFO_HASH}.torrent?apikey=${text}`,
      `/stremio/${text}/manifest.json`,
      `/stremio/${text}/stream/movie/nonsense.json`,
      `/api/v1/me?apikey=${text}`,
      `/api/v1/nothing?apikey=${text}`,
      `/operations?apikey=${text}`,
    ]) {
      await call(path);
    }
    await call("/api/v1/me", { key: text });
    await call("/api/v1/torrents/ingest", { key: text, body: "{", method: "POST" });
    await sendRaw(`GET /rss?apikey=${text} HTTP/1.1\r\nbad header\r\n\r\n`);
  }
  await waitFor("the uses of the key to be written", async () => {
    const { json } = await asAdministrator("/api/v1/admin/api-keys");
    return (json as { items: { useCount: number }[] }).items.some(({ useCount }) => useCount > 5);
  });
  const log = server.stdout() + server.stderr();
  expect(log).not.toContain(key);
  expect(log).not.toContain(wrong);
  expect(log).not.toContain(API_KEY);
  expect(log).not.toContain(ADA.password);
});

async function sendRaw(text: string): Promise<string> {
  const socket = connect(Number(new URL(server.url).port), "127.0.0.1");
  let answer = "";
  socket.on("data", (data) => (answer += data.toString()));
  socket.on("error", () => undefined);
  socket.write(text);
  await once(socket, "close");
  return answer;
}

/** The median time of five refused attempts. */
async function measure(email: string, address: string): Promise<number> {
  const times = [];
  for (let count = 0; count < 5; count++) {
    const started = performance.now();
    await call("/api/v1/auth/login", {
      json: { email, password: "not the right password" },
      headers: from(address),
    });
    times.push(performance.now() - started);
  }
  return times.toSorted((left, right) => left - right)[2] ?? 0;
}

function guess(address: string) {
  return call("/api/v1/me", { key: `mnt_${Math.random()}`, headers: from(address) });
}
