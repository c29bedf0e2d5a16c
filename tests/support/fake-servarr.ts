import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { json } from "node:stream/consumers";

/** A kind of Servarr program. */
export type FakeKind = "sonarr" | "radarr" | "lidarr" | "prowlarr";

/** An indexer as the program keeps it. */
export interface FakeIndexer {
  id?: number;
  name: string;
  fields: { name: string; value?: unknown }[];
  [key: string]: unknown;
}

/** A Servarr program on a port of its own, as its openapi.json and its controllers describe it. */
export interface FakeServarr {
  url: string;
  readonly indexers: Map<number, FakeIndexer>;
  readonly requests: string[];
  /** What it finds wrong with itself. */
  health: { source: string; type: string; message: string }[];
  /** What the next requests meet. */
  mood: "well" | "redirecting" | "broken" | "huge" | "silent";
  close: () => Promise<void>;
}

/** How a program differs from the usual. */
export interface FakeOptions {
  /** Asks the indexer as the program does. */
  fetchIndexer: (url: string) => Promise<Response>;
  /** Sonarr tests what is forced as well; older programs do not. */
  testsForced?: boolean;
  /** Tests even what is changed by force. */
  testsForcedUpdates?: boolean;
  appName?: string;
  urlBase?: string;
}

/** The key the programs know. */
export const APP_KEY = "0123456789abcdef0123456789abcdef";

const EMPTY_MESSAGE =
  "Query successful, but no results in the configured categories were returned from your indexer. This may be an issue with the indexer or your indexer category settings.";
const TEST_QUERIES: Readonly<Record<FakeKind, string>> = {
  sonarr: "t=tvsearch&cat={categories}&extended=1&offset=0&limit=100",
  radarr: "t=movie&cat={categories}&extended=1&offset=0&limit=100",
  lidarr: "t=music&cat={categories}&extended=1&offset=0&limit=100",
  prowlarr: "t=search&extended=1",
};

/** Starts a program. */
export async function startFakeServarr(kind: FakeKind, options: FakeOptions): Promise<FakeServarr> {
  const version = kind === "sonarr" || kind === "radarr" ? "v3" : "v1";
  const base = `${options.urlBase ?? ""}/api/${version}`;
  const fake = {
    url: "",
    indexers: new Map<number, FakeIndexer>(),
    requests: [] as string[],
    health: [] as FakeServarr["health"],
    mood: "well" as FakeServarr["mood"],
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
  const server = createServer((request, response) => {
    void answer(kind, fake, base, options, request, response);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("a port expected");
  fake.url = `http://127.0.0.1:${address.port}${options.urlBase ?? ""}`;
  return fake;
}

async function answer(
  kind: FakeKind,
  fake: FakeServarr,
  base: string,
  options: FakeOptions,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = new URL(request.url ?? "/", "http://fake");
  fake.requests.push(`${request.method} ${url.pathname}${url.search}`);
  const send = (status: number, body: unknown, headers = {}) =>
    response
      .writeHead(status, { "content-type": "application/json", ...headers })
      .end(typeof body === "string" ? body : JSON.stringify(body));
  if (fake.mood === "silent") return;
  if (fake.mood === "redirecting") {
    send(302, "", { location: "http://elsewhere.example/login" });
    return;
  }
  if (fake.mood === "broken") {
    send(200, "<html>another program</html>");
    return;
  }
  if (fake.mood === "huge") {
    response.writeHead(200, { "content-type": "application/json" });
    const piece = Buffer.alloc(1024 * 1024, " ");
    for (let count = 0; count < 40 && response.write(piece) !== undefined; count++);
    response.end("{}");
    return;
  }
  if (request.headers["x-api-key"] !== APP_KEY) {
    send(401, { error: "Unauthorized" });
    return;
  }
  const path = url.pathname.slice(base.length);
  if (!url.pathname.startsWith(base)) send(404, { message: "NotFound" });
  else if (path === "/system/status") {
    send(200, { appName: options.appName ?? capitalise(kind), version: "4.0.1.1", isDocker: true });
  } else if (path === "/indexer/schema") send(200, listTemplates(kind));
  else if (path === "/health") send(200, fake.health);
  else if (path === "/appprofile") send(200, [{ id: 3, name: "Standard" }]);
  else if (path.startsWith("/indexer")) {
    await answerIndexer(kind, fake, options, { request, url, path }, send);
  } else send(404, { message: "NotFound" });
}

async function answerIndexer(
  kind: FakeKind,
  fake: FakeServarr,
  options: FakeOptions,
  { request, url, path }: { request: IncomingMessage; url: URL; path: string },
  send: (status: number, body: unknown) => void,
): Promise<void> {
  const id = Number(path.split("/")[2]);
  const isForced = url.searchParams.get("forceSave") === "true";
  // The body is what this module sends; the fake looks at the parts it needs.
  const body = (
    request.method === "POST" || request.method === "PUT" ? await json(request) : undefined
  ) as FakeIndexer | undefined;
  if (request.method === "GET") {
    if (path === "/indexer") send(200, [...fake.indexers.values()]);
    else if (fake.indexers.has(id)) send(200, fake.indexers.get(id));
    else send(404, { message: "NotFound" });
  } else if (request.method === "DELETE") {
    send(fake.indexers.delete(id) ? 200 : 404, {});
  } else if (body !== undefined) {
    const mustTest =
      path === "/indexer/test" ||
      (isOn(body) &&
        (request.method === "POST"
          ? !isForced || options.testsForced === true
          : !isForced || options.testsForcedUpdates === true));
    const failures = mustTest ? await testIndexer(kind, body, options) : [];
    if (failures.length > 0) send(400, failures);
    else if (path === "/indexer/test") send(200, "{}");
    else if (request.method === "PUT") {
      fake.indexers.set(id, { ...body, id });
      send(202, fake.indexers.get(id));
    } else {
      const newId = fake.indexers.size + 11;
      fake.indexers.set(newId, { ...body, id: newId });
      send(201, fake.indexers.get(newId));
    }
  }
}

function isOn(indexer: FakeIndexer): boolean {
  return ["enable", "enableRss", "enableAutomaticSearch", "enableInteractiveSearch"].some(
    (name) => indexer[name] === true,
  );
}

async function testIndexer(kind: FakeKind, indexer: FakeIndexer, options: FakeOptions) {
  const value = (name: string) => indexer.fields.find((field) => field.name === name)?.value;
  if (!/^https?:/.test(String(value("baseUrl")))) return failure("BaseUrl", "Invalid Url");
  const address = `${String(value("baseUrl"))}${String(value("apiPath"))}`;
  const key = `apikey=${String(value("apiKey"))}`;
  let text: string;
  try {
    const caps = await options.fetchIndexer(`${address}?t=caps&${key}`);
    if (!(await caps.text()).includes("<caps>")) return failure("ApiKey", "Invalid API Key");
    const query = TEST_QUERIES[kind].replace("{categories}", String(value("categories")));
    text = await (await options.fetchIndexer(`${address}?${query}&${key}`)).text();
  } catch (error) {
    return failure("", `Unable to connect to indexer: ${String(error)}`);
  }
  return text.includes("<item>") ? [] : failure("", EMPTY_MESSAGE);
}

function failure(propertyName: string, errorMessage: string) {
  return [{ isWarning: false, propertyName, errorMessage, severity: "error" }];
}

function listTemplates(kind: FakeKind) {
  const fields = [
    { order: 0, name: "baseUrl", label: "URL", type: "textbox", value: "" },
    { order: 1, name: "apiPath", label: "API Path", type: "textbox", value: "/api" },
    { order: 2, name: "apiKey", label: "API Key", type: "textbox", privacy: "apiKey" },
    ...(kind === "prowlarr" ? [] : [{ order: 3, name: "categories", type: "select", value: [] }]),
    ...(kind === "sonarr"
      ? [{ order: 4, name: "animeCategories", type: "select", value: [] }]
      : []),
    { order: 5, name: "minimumSeeders", type: "number", value: 1 },
  ];
  const common = {
    supportsRss: true,
    supportsSearch: true,
    protocol: "torrent",
    implementation: "Torznab",
    implementationName: "Torznab",
    configContract: "TorznabSettings",
    priority: 25,
    tags: [],
  };
  const preset = fields.map((field) =>
    field.name === "baseUrl" ? { ...field, value: "https://preset.example" } : field,
  );
  return [
    { ...common, implementation: "Newznab", name: "", fields },
    { ...common, name: "Preset", fields: preset },
    {
      ...common,
      name: kind === "prowlarr" ? "Generic Torznab" : "",
      fields,
      presets: [{ fields: preset }],
    },
  ];
}

function capitalise(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
