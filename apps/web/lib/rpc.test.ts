import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

import { ORPCError, os } from "@orpc/server";
import { RPCHandler } from "@orpc/server/node";
import { afterAll, beforeAll, expect, test, vi } from "vitest";

import { errorStatus, fieldErrors, RequestError } from "./api-error.ts";
import { callProcedure } from "./rpc-call.ts";
import { routerOptions } from "./rpc-options.ts";

const FIELDS = { errors: [{ field: "name", message: "is taken" }] };

const handler = new RPCHandler({
  echo: os.handler(({ input }) => input),
  nothing: os.handler(() => undefined),
  deep: { list: os.handler(() => ({ items: [{ size: 1, note: undefined }, null] })) },
  refused: os.handler(() => {
    throw new ORPCError("CONFLICT", { message: "there already", data: FIELDS });
  }),
  events: os.handler(async function* tell() {
    yield { kind: "open", text: "a: b\n\nc" };
    yield { kind: "changed", text: "ä" };
  }),
  torn: os.handler(async function* tell() {
    yield { kind: "open" };
    throw new ORPCError("UNAUTHORIZED", { message: "gone" });
  }),
});

const server = createServer((request, response) => {
  if (request.url === "/rpc/proxied") {
    response.writeHead(502, { "content-type": "text/html" }).end("<h1>away</h1>");
    return;
  }
  if (request.url === "/rpc/portal") {
    response.writeHead(200, { "content-type": "text/html" }).end("<h1>sign in</h1>");
    return;
  }
  void handler.handle(request, response, { prefix: "/rpc", context: {} });
});

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  // The port of a listening TCP server is in an object.
  const { port } = server.address() as AddressInfo;
  vi.stubGlobal("window", { location: { origin: `http://127.0.0.1:${port}` } });
});

afterAll(async () => {
  vi.unstubAllGlobals();
  await new Promise((resolve) => server.close(resolve));
});

test("what goes to a procedure and comes from it is what oRPC's server takes and gives", async () => {
  const input = { q: "sintel", type: ["movie"], limit: 3, deep: { isFine: true, none: null } };
  expect(await callProcedure(["echo"], input)).toEqual(input);
  expect(await callProcedure(["echo"], undefined)).toBeUndefined();
  expect(await callProcedure(["nothing"], {})).toBeUndefined();
  expect(await callProcedure(["deep", "list"], {})).toEqual({ items: [{ size: 1 }, null] });
});

test("a refusal has the status, the sentence and the fields of the server", async () => {
  const error = await callProcedure(["refused"], {}).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(RequestError);
  expect(error).toMatchObject({ status: 409, code: "CONFLICT", message: "there already" });
  expect(fieldErrors(error)).toEqual([{ field: "name", message: "Is taken." }]);
});

test("pages of a proxy are no answers", async () => {
  const error = await callProcedure(["proxied"], {}).catch((reason: unknown) => reason);
  expect(errorStatus(error)).toBe(502);
  await expect(callProcedure(["portal"], {})).rejects.toThrow("JSON expected from portal");
});

test("events come one by one until the last", async () => {
  expect(await gather(["events"])).toEqual([
    { kind: "open", text: "a: b\n\nc" },
    { kind: "changed", text: "ä" },
  ]);
});

test("an error ends the events", async () => {
  await expect(gather(["torn"])).rejects.toMatchObject({ status: 401, message: "gone" });
});

test("a request is called off with its signal", async () => {
  const controller = new AbortController();
  controller.abort();
  await expect(callProcedure(["echo"], {}, controller.signal)).rejects.toThrow(/abort/i);
});

test("keys tell procedures, kinds and inputs apart, and each begins with its router's", () => {
  // The shape of the router is known to its types alone.
  const { deep } = routerOptions([]) as { deep: { key: () => unknown; list: Options } };
  expect(deep.key()).toEqual([["deep"], {}]);
  expect(deep.list.queryKey({ input: { limit: 1 } })).toEqual([
    ["deep", "list"],
    { type: "query", input: { limit: 1 } },
  ]);
  expect(deep.list.queryOptions({ input: {}, staleTime: 5 })).toMatchObject({ staleTime: 5 });
});

interface Options {
  queryKey: (options: object) => unknown;
  queryOptions: (options: object) => unknown;
}

async function gather(path: readonly string[]): Promise<unknown[]> {
  const events: unknown[] = [];
  // A procedure that tells events gives nothing else.
  const stream = (await callProcedure(path, undefined)) as AsyncIterable<unknown>;
  for await (const event of stream) events.push(event);
  return events;
}
