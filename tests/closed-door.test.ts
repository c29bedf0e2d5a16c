import { SCOPES, type Scope } from "@minato/kit";
import { createHttpApp } from "@minato/server/http";
import { modules } from "@minato/server/modules";
import { router } from "@minato/server/router";
import { traverseContractProcedures } from "@orpc/server";
import { afterAll, beforeAll, expect, test } from "vitest";

import { createCaller, createKey, type ApiAnswer, type CallApi } from "./support/call-api.ts";
import { createTestContext } from "./support/create-test-context.ts";
import { startServer, type ServerProcess } from "./support/start-server.ts";

const API_KEY = "closed-door-administrator-key-0123456789";
const INFO_HASH = "a5".repeat(20);
const TORZNAB_PATH = /^\/torznab\/([^/]+\/)?api$/;
const NO_ROUTE = "There is nothing here";

/** What the design leaves open, by procedure and by route. */
const OPEN = [
  "sys.health",
  "identity.setup.status",
  "identity.setup.createAdministrator",
  "identity.signIn.options",
  "identity.tokens.login",
  "identity.tokens.refresh",
  "identity.tokens.logout",
  "identity.registration.register",
  "identity.registration.invitation",
];
const OPEN_ROUTES = [
  "GET /api/v1/health",
  // A browser asks whether it may ask; no credential comes with that and nothing is told.
  "OPTIONS /stremio/:key/*",
];
/** For whoever is known; the stream tells each what its scopes cover. */
const SIGNED_IN = ["identity.me", "sys.events"];
/** For people, who have an account, and for no key. */
const PERSONAL = [
  "identity.account.get",
  "identity.account.export",
  "identity.account.delete",
  "identity.account.devices.list",
  "identity.account.devices.end",
  "identity.account.devices.endOthers",
  "identity.invitations.list",
  "identity.invitations.create",
  "identity.invitations.revoke",
  "notifications.list",
  "notifications.unread",
  "notifications.read",
  "notifications.settings.get",
  "notifications.settings.update",
  "notifications.webhook.set",
  "notifications.webhook.remove",
  "notifications.push.subscribe",
  "notifications.push.unsubscribe",
  "notifications.test",
  "follows.list",
  "follows.add",
  "follows.remove",
];
const ADMINISTRATOR = { email: "harbour@example.org", password: "nine lanterns over the quay" };
const MEMBER = { email: "ben@example.org", password: "paper boats in april" };
/** What the role of members allows; a new permission is not theirs by itself. */
const MEMBER_SCOPES: readonly Scope[] = ["search", "feeds", "download"];
/** Not routes but what stands before or carries them; each is covered in its own way. */
const CARRIERS = ["/*", "/api/auth/*", "/api/reference/*", "/api/v1/*", "/rpc/*"];
/** Administrators hold every scope; these are the others. */
const NARROW = SCOPES.filter((scope) => scope !== "admin");

interface Endpoint {
  name: string;
  scope: Scope | undefined;
  method: string;
  path: string;
}

const procedures = listProcedures();

let server: ServerProcess;
let call: CallApi;
let asMember: CallApi;
/** An administrator with tokens. */
let asPerson: CallApi;
const keys = new Map<Scope, string>();

beforeAll(async () => {
  const { email, password } = ADMINISTRATOR;
  server = await startServer({ env: { API_KEY, ADMIN_EMAIL: email, ADMIN_PASSWORD: password } });
  call = createCaller(server.url, undefined);
  const asAdministrator = createCaller(server.url, API_KEY);
  // The walk asks more often than anybody.
  await asAdministrator("/api/v1/admin/config", {
    method: "PATCH",
    json: {
      changes: [
        { module: "limits", name: "signIn", value: 0 },
        { module: "identity", name: "registration", value: "open" },
        { module: "identity", name: "verifiesEmail", value: false },
      ],
    },
  });
  await call("/api/v1/auth/register", { json: { ...MEMBER, name: "Ben" } });
  asMember = await signInAs(MEMBER);
  asPerson = await signInAs(ADMINISTRATOR);
  for (const scope of SCOPES) keys.set(scope, await createKey(asAdministrator, scope));
  await asAdministrator("/api/v1/torrents/ingest", {
    json: { infoHash: INFO_HASH, title: "Harbour notes", size: 300 },
  });
});

afterAll(() => server?.stop());

test("the walk finds the procedures, and those without a scope are the ones the design names", () => {
  expect(procedures.length).toBeGreaterThan(15);
  const unscoped = procedures.filter(({ scope }) => scope === undefined).map(({ name }) => name);
  expect(unscoped.toSorted()).toEqual([...OPEN, ...SIGNED_IN, ...PERSONAL].toSorted());
});

test.for(procedures)("$name is closed to strangers", async (procedure) => {
  const answers = await callBothWays(procedure, undefined);
  const expected = OPEN.includes(procedure.name) ? [200, 400] : [401];
  for (const { status } of answers) expect(expected).toContain(status);
});

test.for(procedures.filter(({ scope }) => scope !== undefined))(
  "$name refuses every key without the scope $scope",
  async (procedure) => {
    for (const scope of NARROW.filter((candidate) => candidate !== procedure.scope)) {
      for (const answer of await callBothWays(procedure, keys.get(scope))) {
        expect(answer).toMatchObject({ status: 403, json: expect.anything() });
      }
    }
  },
);

test.for(procedures.filter(({ name }) => PERSONAL.includes(name)))(
  "$name is for people and refuses keys",
  async (procedure) => {
    for (const key of [keys.get("admin"), API_KEY]) {
      for (const answer of await callBothWays(procedure, key)) {
        expect(answer).toMatchObject({ status: 403, json: expect.anything() });
      }
    }
    for (const answer of await callBothWays(procedure, undefined, asPerson)) {
      expect([answer.text, isAnswered(answer)]).toEqual([answer.text, true]);
    }
  },
);

test.for(procedures.filter(({ name }) => !PERSONAL.includes(name)))(
  "$name can be called by RPC and by its path",
  async (procedure) => {
    for (const key of [keys.get(procedure.scope ?? "admin"), API_KEY]) {
      for (const answer of await callBothWays(procedure, key)) {
        expect([answer.text, isAnswered(answer)]).toEqual([answer.text, true]);
      }
    }
  },
);

test.for(procedures)("$name tells a plain member no more than it should", async (procedure) => {
  const { scope } = procedure;
  const isAllowed = scope === undefined || MEMBER_SCOPES.includes(scope);
  // The setting membersMayInvite is off.
  const isForInviters = procedure.name.startsWith("identity.invitations.");
  for (const answer of await callBothWays(procedure, undefined, asMember)) {
    const isRight = isAllowed && !isForInviters ? isAnswered(answer) : answer.status === 403;
    expect([answer.text, isRight]).toEqual([answer.text, true]);
  }
});

test("every route is closed to strangers, and one scope at most opens it", async () => {
  const routes = await listRoutes();
  expect(routes.length).toBeGreaterThan(8);
  const names = routes.map(({ name }) => name);
  expect(names).toEqual(expect.arrayContaining(OPEN_ROUTES));
  for (const { name, method, path } of routes) {
    if (OPEN_ROUTES.includes(name)) continue;
    const open = (key: string | undefined) =>
      call(path.replace(":key", key ?? "nobody"), { method, key });
    expect([name, isRefused(path, await open(undefined), 401)]).toEqual([name, true]);
    const passing = [];
    for (const scope of NARROW) {
      const answer = await open(keys.get(scope));
      if (!isRefused(path, answer, 403)) passing.push(scope);
    }
    expect([name, passing.length <= 1]).toEqual([name, true]);
    const answer = await open(keys.get("admin"));
    expect([name, isRefused(path, answer, 403)]).toEqual([name, false]);
    expect([name, isAnswered(answer)]).toEqual([name, true]);
  }
});

test("signing in is open, one's own account is not, and no other endpoint is offered", async () => {
  const post = { method: "POST", json: {}, headers: { origin: server.url } };
  const wrong = { ...post, json: { email: "nobody@example.org", password: "wrong password" } };
  expect((await call("/api/auth/sign-in/email", wrong)).status).toBe(401);
  expect((await call("/api/auth/get-session")).text).toBe("null");
  expect((await call("/api/auth/list-sessions")).status).toBe(401);
  const passwords = { currentPassword: "wrong password", newPassword: "another password" };
  for (const [name, json] of [
    ["revoke-session", { token: "x" }],
    ["change-password", passwords],
    ["update-user", { name: "Somebody" }],
    ["change-email", { newEmail: "x@example.org" }],
    ["two-factor/enable", {}],
    ["two-factor/disable", {}],
    ["two-factor/generate-backup-codes", {}],
    ["two-factor/verify-totp", { code: "000000" }],
    ["two-factor/verify-backup-code", { code: "aaaaa-bbbbb" }],
    ["passkey/update-passkey", { id: "x", name: "x" }],
    ["passkey/delete-passkey", { id: "x" }],
    ["passkey/verify-registration", { response: { id: "x", type: "public-key" }, name: "x" }],
  ] as const) {
    expect([name, (await call(`/api/auth/${name}`, { ...post, json })).status]).toEqual([
      name,
      401,
    ]);
  }
  expect((await call("/api/auth/passkey/generate-register-options")).status).toBe(401);
  const elsewhere = { ...post, json: { provider: "oidc" } };
  expect((await call("/api/auth/sign-in/social", elsewhere)).status).toBe(404);
  for (const name of ["sign-up/email", "delete-user", "admin/list-users", "api-key/create"]) {
    expect((await call(`/api/auth/${name}`, post)).status).toBe(404);
  }
});

test("a key in the address counts for feeds only, and a wrong one for nothing", async () => {
  expect((await call(`/rss?apikey=${keys.get("feeds")}`)).status).toBe(200);
  expect((await call(`/api/v1/me?apikey=${keys.get("feeds")}`)).status).toBe(401);
  expect((await call("/api/v1/me", { key: "wrong" })).status).toBe(401);
  expect((await call("/rss?apikey=wrong")).status).toBe(401);
});

test.for(["/", "/api", "/api/v1/nothing", "/rpc/nothing", "/metrics/x", "/.env", "/data/secret"])(
  "%s is nothing, and says nothing",
  async (path) => {
    const { status, json } = await call(path);
    expect(status).toBe(404);
    expect(json).toEqual({ code: "NOT_FOUND", message: NO_ROUTE });
  },
);

async function signInAs(person: { email: string; password: string }): Promise<CallApi> {
  const { json } = await call("/api/v1/auth/login", { json: person });
  const { accessToken } = json as { accessToken: string };
  return createCaller(server.url, undefined, { authorization: `Bearer ${accessToken}` });
}

function listProcedures(): Endpoint[] {
  const found: Endpoint[] = [];
  traverseContractProcedures({ router, path: [] }, ({ contract, path }) => {
    const { route, meta } = contract["~orpc"];
    const { scope } = meta as { scope?: Scope };
    const name = path.join(".");
    if (route.path === undefined) throw new Error(`${name} has no path`);
    found.push({ name, scope, method: route.method ?? "POST", path: `/api/v1${route.path}` });
  });
  return found;
}

/** The routes beside the procedures, as the server registers them. */
async function listRoutes(): Promise<Endpoint[]> {
  const { ctx, close } = await createTestContext();
  const { routes } = createHttpApp({ ctx, modules, router, addressOf: () => "127.0.0.1" });
  await close();
  const carriers = routes.filter(({ method }) => method === "ALL").map(({ path }) => path);
  expect([...new Set(carriers)].toSorted()).toEqual(CARRIERS.toSorted());
  // A route and the middleware before it are registered one by one under the same name.
  const names = new Set(
    routes.filter(({ method }) => method !== "ALL").map(({ method, path }) => `${method} ${path}`),
  );
  return [...names].map((name) => {
    const [method = "", path = ""] = name.split(" ");
    return { name, scope: undefined, method, path: fillPath(path) };
  });
}

/** Addresses what exists where a route has a parameter. */
function fillPath(path: string): string {
  return path
    .replace(/:file\{[^}]*\}/, `${INFO_HASH}.torrent`)
    .replace(":infoHash", INFO_HASH)
    .replace("/catalog/:type/:id/:extra", "/catalog/movie/minato-newest/skip=0.json")
    .replace("/catalog/:type/:id", "/catalog/movie/minato-newest.json")
    .replace("/stream/:type/:id", "/stream/movie/tt1727587.json")
    .replace(":asset", "swagger-ui.css");
}

/** Calls a procedure by its path and by RPC, with parameters that change nothing. */
function callBothWays(
  { name, method, path }: Endpoint,
  key: string | undefined,
  callAs: CallApi = call,
): Promise<ApiAnswer[]> {
  const parameters = [...path.matchAll(/\{(\w+)\}/g)].map(([, parameter]) => [parameter, "x"]);
  const hasBody = method !== "GET" && method !== "DELETE";
  return Promise.all([
    callAs(path.replaceAll(/\{\w+\}/g, "x"), { method, key, ...(hasBody ? { json: {} } : {}) }),
    callAs(`/rpc/${name.replaceAll(".", "/")}`, {
      method: "POST",
      key,
      json: { json: Object.fromEntries(parameters) },
    }),
  ]);
}

/** The route exists and did its work or said what it lacks. */
function isAnswered({ status, text }: ApiAnswer): boolean {
  return ![401, 403, 405].includes(status) && status < 500 && !text.includes(NO_ROUTE);
}

/** Torznab clients read an error element under status 200. */
function isRefused(path: string, { status, text }: ApiAnswer, expected: 401 | 403): boolean {
  if (TORZNAB_PATH.test(path)) return status === 200 && text.includes('<error code="100"');
  return status === expected;
}
