import { expect, test } from "vitest";

import { parseEnvironment } from "./environment.ts";
import { parseSearchUrl } from "./search-url.ts";

test("engines of the program itself take nothing else", () => {
  expect(parseSearchUrl("embedded:")).toEqual({ driver: "embedded" });
  expect(parseSearchUrl("postgres:")).toEqual({ driver: "postgres" });
  expect(parseSearchUrl("postgres://somewhere")).toBeUndefined();
});

test("a cluster has an address, credentials and a prefix", () => {
  expect(parseSearchUrl("elasticsearch+https://eve:p%40ss@search.example:9200/torrents")).toEqual({
    driver: "elasticsearch",
    origin: "https://search.example:9200",
    username: "eve",
    password: "p@ss",
    prefix: "torrents",
  });
  const meilisearch = {
    driver: "meilisearch",
    origin: "http://[::1]:7700",
    username: "",
    password: "a-key",
    prefix: "minato",
  };
  expect(parseSearchUrl("meilisearch+http://:a-key@[::1]:7700")).toEqual(meilisearch);
  expect(parseSearchUrl("meilisearch+http://a-key@[::1]:7700/")).toEqual(meilisearch);
});

test.each([
  "sphinx:",
  "meilisearch:",
  "meilisearch://localhost:7700",
  "meilisearch+http://",
  "elasticsearch+ftp://localhost",
  "elasticsearch+http://localhost:notaport",
  "elasticsearch+http://localhost/Upper",
  "elasticsearch+http://localhost/a/b",
  "elasticsearch+http://localhost/_all",
  "elasticsearch+http://localhost/a?pretty",
  "elasticsearch+http://%ff@localhost",
])("%s is refused", (text) => {
  expect(parseSearchUrl(text)).toBeUndefined();
});

test("the line about an invalid value does not repeat its password", () => {
  const secret = { SEARCH_URL: "elasticsearch+http://eve:hidden@host/A" };
  expect(() => parseEnvironment(secret)).toThrow(/^SEARCH_URL must be one of embedded:, postgres:/);
  expect(() => parseEnvironment(secret)).not.toThrow(/hidden/);
  expect(() => parseEnvironment({ SEARCH_URL: "sphinx:" })).toThrow(/^SEARCH_URL=sphinx: must be/);
});
