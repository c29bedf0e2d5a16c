/** A server that answers as Meilisearch's reference of its API says, for tests. */
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

import type { Stored } from "./filter-expression.ts";
import { RequestError } from "./request-error.ts";
import { searchRecords, type StoredIndex } from "./search-records.ts";

/** A running server. */
export interface LocalMeilisearch {
  origin: string;
  key: string;
  /** Every path that was asked for, with its method. */
  requests: string[];
  indexes: Map<string, StoredIndex>;
  /** Answers everything with 503 while set. */
  isDown: boolean;
  close: () => Promise<void>;
}

interface Task {
  uid: number;
  indexUid: string | null;
  status: "enqueued" | "succeeded" | "failed";
  type: string;
  error: { message: string; code: string } | null;
}

const SETTINGS = new Set(
  `searchableAttributes displayedAttributes filterableAttributes sortableAttributes rankingRules
   typoTolerance faceting pagination proximityPrecision`.split(/\s+/),
);
const TASK_MS = 5;

/** Starts a server on a port of its own. */
export async function startMeilisearch(): Promise<LocalMeilisearch> {
  const server: LocalMeilisearch = {
    origin: "",
    key: "a-key-of-meilisearch",
    requests: [],
    indexes: new Map(),
    isDown: false,
    close: async () => {
      http.closeAllConnections();
      await new Promise((resolve) => http.close(resolve));
    },
  };
  const tasks: Task[] = [];
  const http = createServer((request, response) => {
    void (async () => {
      const answer = await handle(server, tasks, request);
      response.writeHead(answer.status, { "content-type": "application/json" });
      response.end(JSON.stringify(answer.body));
    })();
  });
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  server.origin = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  return server;
}

async function handle(server: LocalMeilisearch, tasks: Task[], request: IncomingMessage) {
  const path = (request.url ?? "").replace(/\?.*$/, "");
  server.requests.push(`${request.method} ${path}`);
  try {
    if (server.isDown) throw new RequestError(503, "unavailable", "down for a test");
    const { authorization } = request.headers;
    if (authorization === undefined)
      throw new RequestError(401, "missing_authorization_header", "");
    if (authorization !== `Bearer ${server.key}`)
      throw new RequestError(403, "invalid_api_key", "");
    const body = await readBody(request);
    return route(server, tasks, `${request.method} ${path}`, body);
  } catch (error) {
    if (!(error instanceof RequestError)) throw error;
    const { status, code, message } = error;
    return { status, body: { message, code, type: "invalid_request", link: "" } };
  }
}

async function readBody(request: IncomingMessage): Promise<unknown> {
  let text = "";
  for await (const chunk of request) text += String(chunk);
  return text === "" ? undefined : JSON.parse(text);
}

function route(server: LocalMeilisearch, tasks: Task[], line: string, body: unknown) {
  const { indexes } = server;
  const [, uid = "", rest = ""] = /^\w+ \/indexes\/([\w-]+)(.*)$/.exec(line) ?? [];
  const method = line.slice(0, line.indexOf(" "));
  const run = (type: string, indexUid: string | null, work: () => void) =>
    enqueue(tasks, { type, indexUid }, work);
  const found = () => indexes.get(uid) ?? refuse(404, "index_not_found", `no index ${uid}`);
  if (line === "POST /indexes") {
    const { uid: name } = body as { uid: string };
    return run("indexCreation", name, () => {
      if (indexes.has(name)) refuse(409, "index_already_exists", name);
      indexes.set(name, newIndex());
    });
  }
  if (line === "POST /multi-search") {
    const { queries } = body as { queries: ({ indexUid: string } & Record<string, unknown>)[] };
    const results = queries.map((query) => {
      const index = indexes.get(query.indexUid);
      if (index === undefined) return refuse(400, "index_not_found", query.indexUid);
      return { ...searchRecords(index, query), indexUid: query.indexUid };
    });
    return { status: 200, body: { results } };
  }
  if (line === "POST /swap-indexes") return run("indexSwap", null, () => swap(indexes, body));
  const [, taskUid] = /^GET \/tasks\/(\d+)$/.exec(line) ?? [];
  if (taskUid !== undefined) return { status: 200, body: tasks[Number(taskUid)] };
  switch (`${method} ${rest}`) {
    case "GET ":
      found();
      return { status: 200, body: { uid, primaryKey: "id" } };
    case "DELETE ":
      return run("indexDeletion", uid, () => {
        if (!indexes.delete(uid)) refuse(404, "index_not_found", uid);
      });
    case "PATCH /settings":
      return run("settingsUpdate", uid, () => Object.assign(found().settings, readSettings(body)));
    case "GET /stats":
      return { status: 200, body: { numberOfDocuments: found().records.size } };
    case "POST /search":
      return { status: 200, body: searchRecords(found(), body as Record<string, unknown>) };
    case "POST /documents":
    case "PUT /documents":
      return run("documentAdditionOrUpdate", uid, () => {
        const index = indexes.get(uid) ?? newIndex();
        indexes.set(uid, index);
        for (const record of body as Stored[]) put(index, record, method === "PUT");
      });
    case "POST /documents/delete-batch":
      return run("documentDeletion", uid, () => {
        for (const id of body as number[]) found().records.delete(String(id));
      });
    default:
      return getDocument(found(), method, rest);
  }
}

function getDocument(index: StoredIndex, method: string, rest: string) {
  const [, id = ""] = /^\/documents\/([\w-]+)$/.exec(rest) ?? [];
  if (method !== "GET") return refuse(404, "not_found", `${method} ${rest}`);
  const record = index.records.get(id) ?? refuse(404, "document_not_found", id);
  return { status: 200, body: record };
}

/** Tasks are carried out one after the other, a moment later. */
function enqueue(
  tasks: Task[],
  { type, indexUid }: Pick<Task, "type" | "indexUid">,
  work: () => void,
) {
  const task: Task = { uid: tasks.length, indexUid, status: "enqueued", type, error: null };
  tasks.push(task);
  void (async () => {
    await sleep(TASK_MS);
    try {
      work();
      task.status = "succeeded";
    } catch (error) {
      if (!(error instanceof RequestError)) throw error;
      task.status = "failed";
      task.error = { message: error.message, code: error.code };
    }
  })();
  const enqueuedAt = new Date().toISOString();
  return {
    status: 202,
    body: { taskUid: task.uid, indexUid, status: task.status, type, enqueuedAt },
  };
}

function put(index: StoredIndex, record: Stored, isPartial: boolean): void {
  const id = String(record["id"]);
  const known = isPartial ? index.records.get(id) : undefined;
  index.records.set(id, { ...known, ...record });
}

function swap(indexes: Map<string, StoredIndex>, body: unknown): void {
  for (const { indexes: names } of body as { indexes: [string, string] }[]) {
    const [a, b] = names.map((name) => indexes.get(name) ?? refuse(400, "index_not_found", name));
    indexes.set(names[0], b!).set(names[1], a!);
  }
}

function readSettings(body: unknown): Record<string, unknown> {
  const settings = body as Record<string, unknown>;
  for (const name of Object.keys(settings)) {
    if (!SETTINGS.has(name)) refuse(400, "bad_request", `unknown setting ${name}`);
  }
  return settings;
}

function newIndex(): StoredIndex {
  return { records: new Map(), settings: { displayedAttributes: [], sortableAttributes: [] } };
}

function refuse(status: number, code: string, message: string): never {
  throw new RequestError(status, code, message);
}
