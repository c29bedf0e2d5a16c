import { ERROR_STATUS, SCOPES } from "@minato/kit";
import { beforeAll, expect, test } from "vitest";

import { router } from "../router.ts";
import { documentTags } from "./document-tags.ts";
import { generateDocument, type ApiDocument } from "./generate-document.ts";

/** 228 kB when this was written; every operation that is opened resolves all of it. */
const MAX_BYTES = 300_000;

let document: ApiDocument;

beforeAll(async () => {
  document = await generateDocument(router);
});

test("the document says what it is, and stays small", () => {
  expect(document).toMatchObject({ openapi: "3.1.1", info: { title: "Minato" } });
  expect(listOperations().length).toBeGreaterThan(100);
  expect(JSON.stringify(document).length).toBeLessThan(MAX_BYTES);
});

test("everything that is referred to is there, and all that is named is referred to", () => {
  const targets = new Set(findAll(document, "$ref").map(String));
  const parts = Object.entries(document.components ?? {}).filter(
    ([kind]) => kind === "schemas" || kind === "responses",
  );
  const named = parts.flatMap(([kind, entries]) =>
    Object.keys(entries ?? {}).map((name) => `#/components/${kind}/${name}`),
  );
  expect([...targets].filter((target) => !named.includes(target))).toEqual([]);
  const spare = ["PayloadTooLarge", "UnsupportedMediaType"].map(
    (n) => `#/components/responses/${n}`,
  );
  expect(named.filter((name) => !targets.has(name) && !spare.includes(name))).toEqual([]);
});

test("every operation has a name of its own, a summary, and a group that the document introduces", () => {
  const groups = documentTags.map(({ name }) => name as string);
  const operations = listOperations();
  for (const { operationId, summary, tags = [] } of operations) {
    expect({ operationId, summary, tags }).toEqual({
      operationId: expect.stringMatching(/./),
      summary: expect.stringMatching(/./),
      tags: [expect.toBeOneOf(groups)],
    });
  }
  const names = operations.map(({ operationId }) => operationId);
  expect(new Set(names).size).toBe(names.length);
  const used = new Set(operations.flatMap(({ tags = [] }) => tags));
  expect(groups.filter((group) => !used.has(group))).toEqual([]);
});

test("every parameter of a path is described where it stands", () => {
  for (const [path, operations] of Object.entries(document.paths)) {
    const expected = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    for (const { parameters = [] } of Object.values(operations)) {
      const given = parameters.flatMap((part) =>
        "in" in part && part.in === "path" && part.required === true ? [part.name] : [],
      );
      expect([path, given.toSorted()]).toEqual([path, expected.toSorted()]);
    }
  }
});

test("an operation says what its caller needs, and how it fails", () => {
  const search = document.paths["/search"]?.["get"];
  expect(search?.security).toEqual([{ apiKey: ["search"] }, { bearer: ["search"] }]);
  expect(search?.description).toContain("Needs the permission `search`");
  expect(Object.keys(search?.responses ?? {})).toEqual(["200", "400", "401", "403", "default"]);
  expect(document.paths["/health"]?.["get"]?.security).toEqual([]);
  expect(document.paths["/changes"]?.["get"]?.responses).toHaveProperty("410");
  expect(document.paths["/torrents/{infoHash}"]?.["get"]?.responses?.["404"]).toEqual({
    $ref: "#/components/responses/NotFound",
    description: "No torrent with this info hash",
  });
  const roles = listOperations().flatMap(({ security = [] }) => security.flatMap(Object.values));
  expect(new Set(roles.flat()).isSubsetOf(new Set(SCOPES))).toBe(true);
});

test("a failure is described once, for each status that is answered", () => {
  const responses = Object.values(document.components?.responses ?? {});
  expect(responses).toHaveLength(Object.keys(ERROR_STATUS).length + 1);
  const bodies = findAll(document.paths, "defined");
  expect(bodies).toEqual([]);
});

test("the bounds of every whole number of JavaScript are not told", () => {
  expect(findAll(document, "minimum")).not.toContain(Number.MIN_SAFE_INTEGER);
  expect(findAll(document, "maximum")).not.toContain(Number.MAX_SAFE_INTEGER);
});

function listOperations() {
  return Object.values(document.paths).flatMap((operations) => Object.values(operations));
}

/** What stands under a key, anywhere below. */
function findAll(part: unknown, key: string): unknown[] {
  if (typeof part !== "object" || part === null) return [];
  return Object.entries(part).flatMap(([name, value]) => [
    ...(name === key ? [value] : []),
    ...findAll(value, key),
  ]);
}
