/** A server for the client, over documents or over the rest of this package. */

import { readFileSync } from "node:fs";

import { parseTorznabRequest } from "../src/request.ts";
import { writeCaps } from "../src/write-caps.ts";
import { writeError } from "../src/write-error.ts";
import { writeFeed } from "../src/write-feed.ts";
import { manyItems } from "./sample-items.ts";

/** What a server answers to the requests it gets, and those requests. */
export interface FakeServer {
  fetch: typeof fetch;
  requests: URL[];
}

/** Answers each request with the function. */
export function createFakeServer(
  answer: (url: URL, signal: AbortSignal) => Response | Promise<Response>,
): FakeServer {
  const requests: URL[] = [];
  return {
    requests,
    fetch: async (input, init) => {
      const url = new URL(String(input));
      requests.push(url);
      return answer(url, init?.signal ?? new AbortController().signal);
    },
  };
}

/** An index of this package with a number of films, which knows the key "k". */
export function answerLikeMinato(url: URL, count: number): Response {
  const result = parseTorznabRequest(url.search);
  if (result.apiKey !== "k") return new Response(writeError(100, "Incorrect user credentials"));
  if (!result.ok) return new Response(writeError(result.code, result.description));
  if (result.request.function === "caps") return new Response(writeCaps({ title: "Index" }));
  const { offset, limit } = result.request;
  const page = { title: "Index", siteUrl: "https://index.example/", selfUrl: url.href };
  const items = manyItems(count).slice(offset, offset + limit);
  return new Response(writeFeed({ ...page, offset, total: count, items }));
}

/** A recorded document. */
export function readFixture(name: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(readFileSync(new URL(`../fixtures/foreign/${name}`, import.meta.url)));
}
