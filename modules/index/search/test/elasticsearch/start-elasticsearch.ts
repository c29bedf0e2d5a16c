/** A server that answers as Elasticsearch's reference of its API says, for tests. */
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";

import type { Query } from "./evaluate-query.ts";
import { RequestError } from "./request-error.ts";
import { searchIndex } from "./search-index.ts";
import { StoredIndex, type IndexBody, type Source } from "./stored-index.ts";

/** A running server. */
export interface LocalElasticsearch {
  origin: string;
  username: string;
  password: string;
  /** Every path that was asked for, with its method. */
  requests: string[];
  indexes: Map<string, StoredIndex>;
  aliases: Map<string, string>;
  /** Documents of indexes that nobody searches. */
  documents: Map<string, Source>;
  /** Answers everything with 503 while set. */
  isDown: boolean;
  close: () => Promise<void>;
}

const REFRESH_MS = 50;

/** Starts a server on a port of its own. */
export async function startElasticsearch(): Promise<LocalElasticsearch> {
  const server: LocalElasticsearch = {
    origin: "",
    username: "minato",
    password: "a-password",
    requests: [],
    indexes: new Map(),
    aliases: new Map(),
    documents: new Map(),
    isDown: false,
    close: async () => {
      clearInterval(refreshing);
      http.closeAllConnections();
      await new Promise((resolve) => http.close(resolve));
    },
  };
  const refreshing = setInterval(() => {
    for (const name of server.aliases.values()) server.indexes.get(name)?.refresh();
  }, REFRESH_MS);
  const http = createServer((request, response) => {
    void (async () => {
      const { status, body } = await handle(server, request);
      response.writeHead(status, { "content-type": "application/json" });
      response.end(JSON.stringify(body));
    })();
  });
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  server.origin = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  return server;
}

async function handle(server: LocalElasticsearch, request: IncomingMessage) {
  const url = new URL(request.url ?? "", server.origin);
  server.requests.push(`${request.method} ${url.pathname}`);
  try {
    if (server.isDown) throw new RequestError(503, "unavailable", "down for a test");
    const known = Buffer.from(`${server.username}:${server.password}`).toString("base64");
    if (request.headers.authorization !== `Basic ${known}`) {
      throw new RequestError(401, "security_exception", "missing or wrong credentials");
    }
    let text = "";
    for await (const chunk of request) text += String(chunk);
    return route(server, `${request.method} ${url.pathname}`, { text, query: url.searchParams });
  } catch (error) {
    if (!(error instanceof RequestError)) throw error;
    const { status, name: type, message: reason } = error;
    return { status, body: { error: { type, reason, root_cause: [{ type, reason }] }, status } };
  }
}

interface Sent {
  text: string;
  query: URLSearchParams;
}

function route(server: LocalElasticsearch, line: string, { text, query }: Sent) {
  const { indexes, aliases, documents } = server;
  const [, method = "", first = "", rest = ""] = /^(\w+) \/([^/]+)(.*)$/.exec(line) ?? [];
  const body = () => JSON.parse(text) as Query;
  const done = { status: 200, body: { acknowledged: true } };
  if (line === "POST /_aliases") {
    changeAliases(server, body() as { actions: Record<string, AliasAction>[] });
    return done;
  }
  if (first === "_alias") {
    const index = aliases.get(rest.slice(1)) ?? absent("index_not_found_exception", rest);
    return { status: 200, body: { [index]: { aliases: { [rest.slice(1)]: {} } } } };
  }
  if (rest.startsWith("/_doc/")) {
    if (method === "PUT") documents.set(`${first}${rest}`, body());
    const source = documents.get(`${first}${rest}`) ?? absent("not_found", rest);
    return { status: 200, body: { _source: source } };
  }
  const index = indexes.get(aliases.get(first) ?? first);
  const found = () => index ?? absent("index_not_found_exception", first);
  switch (`${method} ${rest}`) {
    case "PUT ":
      if (index !== undefined) throw new RequestError(400, "resource_already_exists", first);
      indexes.set(first, new StoredIndex(body() as unknown as IndexBody));
      return done;
    case "GET ": {
      const pattern = new RegExp(`^${first.replaceAll("*", ".*")}$`);
      const names = [...indexes.keys()].filter((name) => pattern.test(name));
      return { status: 200, body: Object.fromEntries(names.map((name) => [name, {}])) };
    }
    case "DELETE ":
      found();
      indexes.delete(first);
      return done;
    case "PUT /_settings":
      found();
      return done;
    case "POST /_refresh":
      found().refresh();
      return done;
    case "GET /_count":
      return { status: 200, body: { count: found().visible.length } };
    case "POST /_search":
      return { status: 200, body: searchIndex(found(), body()) };
    case "POST /_bulk":
      if (query.get("require_alias") === "true" && !aliases.has(first)) {
        absent("index_not_found_exception", first);
      }
      return { status: 200, body: writeLines(found(), text) };
    default:
      throw new RequestError(405, "method_not_allowed", line);
  }
}

interface AliasAction {
  index: string;
  alias?: string;
}

function changeAliases(
  server: LocalElasticsearch,
  body: { actions: Record<string, AliasAction>[] },
) {
  for (const [kind, { index, alias = "" }] of body.actions.flatMap((one) => Object.entries(one))) {
    if (!server.indexes.has(index)) absent("index_not_found_exception", index);
    if (kind === "add") server.aliases.set(alias, index);
    else if (kind === "remove_index") server.indexes.delete(index);
    else throw new RequestError(400, "parsing_exception", kind);
  }
}

function writeLines(index: StoredIndex, text: string) {
  const lines = text.split("\n");
  if (lines.pop() !== "") throw new RequestError(400, "illegal_argument", "no newline at the end");
  const items: Query[] = [];
  for (let at = 0; at < lines.length; at++) {
    const [[kind, { _id: id }]] = Object.entries(
      JSON.parse(lines[at]!) as Record<string, { _id: string }>,
    ) as [[string, { _id: string }]];
    const sent = kind === "delete" ? {} : (JSON.parse(lines[++at]!) as Source);
    items.push({ [kind]: writeOne(index, kind, id, sent) });
  }
  const errors = items.some((item) =>
    Object.values(item).some((one) => "error" in (one as object)),
  );
  return { took: 1, errors, items };
}

function writeOne(index: StoredIndex, kind: string, id: string, sent: Source): Query {
  const known = index.written.get(id);
  try {
    if (kind === "delete") {
      index.written.delete(id);
      return { status: known === undefined ? 404 : 200 };
    }
    if (kind === "index") index.put(id, sent);
    else if (kind !== "update") throw new RequestError(400, "illegal_argument", kind);
    else if (known === undefined) absent("document_missing_exception", id);
    else index.put(id, { ...known, ...(sent["doc"] as Source) });
    return { status: 200 };
  } catch (error) {
    if (!(error instanceof RequestError)) throw error;
    return { status: error.status, error: { type: error.name, reason: error.message } };
  }
}

function absent(type: string, what: string): never {
  throw new RequestError(404, type, what);
}
