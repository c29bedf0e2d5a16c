import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";

import { afterAll, beforeAll, expect, test } from "vitest";

import { createOutboundFetch, type OutboundInit } from "./outbound-fetch.ts";
import type { HostAddress } from "./resolve-host.ts";

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

/** Two origins on this machine; a host that is allowed stands for a public one. */
let servers: [Server, Server];
let answer: Answer;
let answerElsewhere: Answer;
const HOME: HostAddress = { address: "127.0.0.1", family: 4 };
/** Public, but nobody's: of a block that IANA has not given away. */
const UNASSIGNED: HostAddress = { address: "2d00::1", family: 6 };
const names: Record<string, readonly HostAddress[]> = {
  "harbour.example": [HOME],
  "lighthouse.example": [HOME],
  localhost: [HOME],
  "two-faced.example": [UNASSIGNED, HOME],
};
const allow = ["harbour.example", "lighthouse.example"];

beforeAll(async () => {
  servers = [
    createServer((request, response) => answer(request, response)),
    createServer((request, response) => answerElsewhere(request, response)),
  ];
  for (const server of servers) await once(server.listen(0, "127.0.0.1"), "listening");
});

afterAll(() => {
  for (const server of servers) {
    server.closeAllConnections();
    server.close();
  }
});

test("a name that is or becomes private is refused, and nothing is sent", async () => {
  let requests = 0;
  answer = (_, response) => {
    requests += 1;
    response.end();
  };
  for (const host of ["harbour.example", "two-faced.example", "127.0.0.1", "[::1]", "2130706433"]) {
    await expect(fetchHome({ allow: [] }, host)).rejects.toMatchObject({ code: "PRIVATE_ADDRESS" });
  }
  expect(requests).toBe(0);
});

test("a name is resolved once, and the connection goes to the address that was checked", async () => {
  const answers = [[UNASSIGNED], [HOME]];
  let lookups = 0;
  const rebinding = createOutboundFetch({
    resolveName: async () => answers[lookups++] ?? [],
    timeoutMs: 300,
  });
  answer = (_, response) => response.end("secret");
  // Nobody listens there; asking again would lead home.
  const request = rebinding(`http://rebinding.example:${portOf(0)}/`);
  await expect(request).rejects.toMatchObject({
    code: expect.stringMatching(/TIMEOUT|UNREACHABLE/),
  });
  expect(lookups).toBe(1);
});

test("each redirect is looked at anew", async () => {
  for (const target of ["http://10.0.0.1/", "http://localhost/", "//[::ffff:127.0.0.1]/"]) {
    answer = (_, response) => response.writeHead(302, { location: target }).end();
    await expect(fetchHome()).rejects.toMatchObject({ code: "PRIVATE_ADDRESS" });
  }
  for (const target of ["file:///etc/passwd", "gopher://harbour.example/", "http://"]) {
    answer = (_, response) => response.writeHead(302, { location: target }).end();
    await expect(fetchHome()).rejects.toMatchObject({ code: "BAD_URL" });
  }
  for (const redirect of ["error", "follow"] as const) {
    answer = (_, response) => response.writeHead(302, { location: "/" }).end();
    await expect(fetchHome({ redirect })).rejects.toMatchObject({ code: "REDIRECT" });
  }
  const broken = outbound(`http://%zz@harbour.example:${portOf(0)}/`, { allow });
  await expect(broken).rejects.toMatchObject({ code: "BAD_URL" });
  await expect(outbound("ftp://harbour.example/")).rejects.toMatchObject({ code: "BAD_URL" });
});

test("redirects are followed up to a number, and the answer says where they ended", async () => {
  answer = ({ url = "" }, response) => {
    const left = Number(url.slice(1));
    if (left === 0) response.end("here");
    else response.writeHead(307, { location: `/${left - 1}` }).end();
  };
  const response = await outbound(`http://harbour.example:${portOf(0)}/5`, { allow });
  expect(await response.text()).toBe("here");
  expect(response.url).toBe(`http://harbour.example:${portOf(0)}/0`);
  const tooMany = outbound(`http://harbour.example:${portOf(0)}/6`, { allow });
  await expect(tooMany).rejects.toMatchObject({ code: "REDIRECT" });
  const manual = await outbound(`http://harbour.example:${portOf(0)}/1`, {
    allow,
    redirect: "manual",
  });
  expect([manual.status, manual.headers.get("location")]).toEqual([307, "/0"]);
  await manual.body?.cancel();
});

test("another origin gets neither credentials nor bodies", async () => {
  const seen: IncomingMessage["headers"][] = [];
  const elsewhere = `http://lighthouse.example:${portOf(1)}/`;
  answer = ({ url, headers }, response) => {
    seen.push(headers);
    response
      .writeHead(url === "/" ? 308 : 302, { location: url === "/" ? "/next" : elsewhere })
      .end();
  };
  answerElsewhere = ({ headers }, response) => {
    seen.push(headers);
    response.end();
  };
  const headers = {
    authorization: "Bearer t",
    cookie: "a=b",
    "x-api-key": "k",
    accept: "text/plain",
  };
  const address = `http://user:word@harbour.example:${portOf(0)}/`;
  await (await outbound(address, { allow, headers })).text();
  expect(seen.map((one) => one["x-api-key"])).toEqual(["k", "k", undefined]);
  expect(seen.at(-1)).toMatchObject({ accept: "text/plain" });
  expect(seen.at(-1)?.authorization ?? seen.at(-1)?.cookie).toBeUndefined();
  seen.length = 0;
  await (await outbound(address, { allow })).text();
  const basic = `Basic ${Buffer.from("user:word").toString("base64")}`;
  expect(seen.map(({ authorization }) => authorization)).toEqual([basic, basic, undefined]);
  answer = (_, response) => response.writeHead(307, { location: elsewhere }).end();
  const posted = fetchHome({ method: "POST", body: "secret" });
  await expect(posted).rejects.toMatchObject({ code: "REDIRECT" });
});

test("a request object is sent with all it has, whatever its path looks like", async () => {
  answer = (request, response) =>
    response.end(`${request.method} ${request.url} ${request.headers["x-a"]}`);
  const url = `http://harbour.example:${portOf(0)}//[odd?q=1`;
  const request = new Request(url, { method: "DELETE", headers: { "x-a": "b" } });
  expect(await (await outbound(request, { allow })).text()).toBe("DELETE //[odd?q=1 b");
  expect(await (await outbound(url, { allow })).text()).toBe("GET //[odd?q=1 undefined");
});

test("a body is sent, and turned into GET where a redirect says so", async () => {
  const seen: string[] = [];
  answer = async (request, response) => {
    let text = "";
    for await (const chunk of request) text += String(chunk);
    seen.push(`${request.method} ${request.headers["content-type"]} ${text}`);
    if (request.method === "POST") response.writeHead(303, { location: "/done" }).end();
    else response.end();
  };
  const response = await fetchHome({ method: "POST", body: new URLSearchParams({ a: "1" }) });
  expect(await response.text()).toBe("");
  expect(seen).toEqual([
    "POST application/x-www-form-urlencoded;charset=UTF-8 a=1",
    "GET undefined ",
  ]);
});

test("a body that is too long ends, announced, streamed or compressed", async () => {
  const bomb = gzipSync(Buffer.alloc(1_000_000));
  const answers: Answer[] = [
    (_, response) => response.end(Buffer.alloc(20_000)),
    (_, response) => void pour(response),
    (_, response) => response.writeHead(200, { "content-encoding": "gzip" }).end(bomb),
  ];
  for (answer of answers) {
    const reading = fetchHome({ maxBytes: 10_000 }).then((response) => response.text());
    await expect(reading).rejects.toMatchObject({ code: "TOO_LARGE" });
  }
  answer = (_, response) =>
    response.writeHead(200, { "content-encoding": "gzip" }).end(gzipSync("a".repeat(10_000)));
  const fitting = await fetchHome({ maxBytes: 10_000 });
  expect(fitting.headers.get("content-encoding")).toBeNull();
  expect((await fitting.text()).length).toBe(10_000);
});

test("a server that is silent or slow does not hold us up", async () => {
  answer = () => undefined;
  await expect(fetchHome({ silenceMs: 50 })).rejects.toMatchObject({ code: "TIMEOUT" });
  answer = (_, response) => response.write("a");
  const silent = fetchHome({ silenceMs: 50 }).then((response) => response.text());
  await expect(silent).rejects.toMatchObject({ code: "TIMEOUT" });
  answer = (_, response) => {
    const timer = setInterval(() => response.write("a"), 10);
    response.once("close", () => clearInterval(timer));
  };
  const slow = fetchHome({ timeoutMs: 200 }).then((response) => response.text());
  await expect(slow).rejects.toMatchObject({ code: "TIMEOUT" });
  const unnamed = createOutboundFetch({ resolveName: () => new Promise(() => undefined) });
  const waiting = unnamed("http://harbour.example/", { timeoutMs: 50 });
  await expect(waiting).rejects.toMatchObject({ code: "TIMEOUT" });
});

test("a caller's signal ends it with its own reason", async () => {
  const cancellation = new AbortController();
  answer = (_, response) => {
    response.write("a");
    cancellation.abort(new Error("no longer wanted"));
  };
  const reading = fetchHome({ signal: cancellation.signal }).then((response) => response.text());
  await expect(reading).rejects.toThrow("no longer wanted");
});

test("what is broken says so", async () => {
  answer = (request) => request.socket.end("nonsense\r\n\r\n");
  await expect(fetchHome()).rejects.toMatchObject({ code: "MALFORMED" });
  answer = (_, response) => response.writeHead(200, { "content-encoding": "rot13" }).end("a");
  await expect(fetchHome()).rejects.toMatchObject({ code: "MALFORMED" });
  answer = (_, response) => response.writeHead(200, { "content-encoding": "gzip" }).end("a");
  const garbled = fetchHome().then((response) => response.text());
  await expect(garbled).rejects.toMatchObject({ code: "MALFORMED" });
  answer = (request, response) => {
    response.writeHead(200, { "content-length": "10" }).write("a");
    setImmediate(() => request.socket.destroy());
  };
  const broken = fetchHome().then((response) => response.text());
  await expect(broken).rejects.toMatchObject({ code: "UNREACHABLE" });
  const unknown = outbound("http://nowhere.example/");
  await expect(unknown).rejects.toMatchObject({ code: "UNREACHABLE" });
});

test("answers without a body are answers", async () => {
  for (const status of [204, 304]) {
    answer = (_, response) => response.writeHead(status).end();
    const response = await fetchHome();
    expect([response.status, response.body]).toEqual([status, null]);
  }
  answer = (_, response) => response.writeHead(200, { "content-length": "5" }).end();
  expect((await fetchHome({ method: "HEAD" })).status).toBe(200);
});

const outbound = createOutboundFetch({
  resolveName: async (name) => {
    const addresses = names[name];
    if (addresses === undefined) throw new Error("ENOTFOUND");
    return addresses;
  },
});

function fetchHome(init: OutboundInit = {}, host = "harbour.example"): Promise<Response> {
  return outbound(`http://${host}:${portOf(0)}/`, { allow, ...init });
}

function portOf(index: 0 | 1): number {
  return (servers[index].address() as AddressInfo).port;
}

async function pour(response: ServerResponse): Promise<void> {
  while (!response.destroyed) {
    if (!response.write(Buffer.alloc(4096))) await once(response, "drain").catch(() => undefined);
  }
}
