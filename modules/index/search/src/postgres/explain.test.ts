import { createTestContext, type TestContext } from "@minato/tests/support/create-test-context";
import { expandCategory } from "@minato/torznab";
import { afterAll, beforeAll, expect, test } from "vitest";

import { fillIndex } from "../../test/fill-index.ts";
import type { SearchFilters } from "../search-engine.ts";
import { writeFacets } from "./facet-statement.ts";
import { writeFullSort, writeMatches, writeWindow } from "./list-statements.ts";
import type { Query } from "./plan-query.ts";
import type { Statement } from "./run-bounded.ts";
import { readTextQuery } from "./text-query.ts";
import { writeNewestWalk } from "./walk-newest.ts";
import { writeSeedersWalk } from "./walk-seeders.ts";

const PAGE = { limit: 50, offset: 0 };
/** Rows that the walk of a page may touch. */
const FEW_ROWS = 500;

let context: TestContext;
beforeAll(async () => {
  context = await createTestContext();
  await fillIndex(context.ctx.db, 30_000);
});
afterAll(() => context.close());

test.for([
  [[5070], ["torrent_attributes_feed_5070"]],
  [
    [5030, 5040],
    ["torrent_attributes_feed_5030", "torrent_attributes_feed_5040"],
  ],
  [[2000], ["torrent_attributes_feed_2000"]],
  [
    [2000, 5070],
    ["torrent_attributes_feed_2000", "torrent_attributes_feed_5070"],
  ],
] as const)(
  "newest first in %j walks its own indexes and sorts nothing",
  async ([ids, indexes]) => {
    const plan = await explain(writeNewestWalk(query({ categories: expand(ids) }), PAGE));
    expect(plan.indexes).toEqual(indexes);
    expect(plan.nodes).not.toContain("Sort");
    expect(plan.nodes).not.toContain("Seq Scan");
    expect(plan.mostRows).toBeLessThan(FEW_ROWS);
  },
);

test("a category with other filters still walks the index of the category", async () => {
  const filters = { categories: expand([5040]), resolutions: [1080] };
  const plan = await explain(writeNewestWalk(query(filters, "common "), PAGE));
  expect(plan.indexes).toContain("torrent_attributes_feed_5040");
  expect(plan.nodes).not.toContain("Sort");
  expect(plan.mostRows).toBeLessThan(FEW_ROWS);
});

test("newest first of everything, with a common word too, walks the index of all torrents", async () => {
  for (const text of [undefined, "common "]) {
    const plan = await explain(writeNewestWalk(query({}, text), PAGE));
    expect(plan.indexes).toEqual(["torrent_attributes_hidden", "torrents_indexed_at"]);
    expect(plan.nodes).not.toContain("Sort");
    expect(plan.mostRows).toBeLessThan(FEW_ROWS);
  }
});

test("best seeded first walks the index of buckets and sorts bucket by bucket", async () => {
  for (const [filters, text] of [
    [{}, undefined],
    [{ categories: expand([2040]) }, "common "],
  ] as const) {
    const plan = await explain(writeSeedersWalk(query(filters, text), PAGE));
    expect(plan.indexes).toContain("torrent_attributes_seed_bucket");
    expect(plan.nodes).toContain("Incremental Sort");
    expect(plan.nodes).not.toContain("Seq Scan");
    expect(plan.mostRows).toBeLessThan(5000);
  }
});

test("rare words are found through the index of words in every order", async () => {
  for (const sort of ["seeders", "size", "published", "indexed", "title"] as const) {
    const statement = writeMatches({ ...query({}, "rare work100 "), sort }, PAGE, 1000);
    const plan = await explain(statement);
    expect(plan.indexes).toContain("torrents_document");
    expect(plan.nodes).not.toContain("Seq Scan");
    expect(plan.mostRows).toBeLessThan(FEW_ROWS);
  }
});

test("values are counted over the matches alone", async () => {
  const statement = writeFacets(query({}, "rare "), ["type", "category", "source"], 10_000, "any");
  const plan = await explain(statement);
  expect(plan.indexes).toContain("torrents_document");
  expect(plan.mostRows).toBeLessThan(1000);
});

test("an order without an index keeps the best only while it looks at all matches", async () => {
  const plan = await explain(writeFullSort({ ...query({}, "common "), sort: "size" }, PAGE));
  // The other one may order the hidden torrents, of which there are none.
  expect(plan.sortMethods[0]).toBe("top-N heapsort");
  expect(plan.sortMethods.length).toBeLessThanOrEqual(2);
});

test("the window looks at no more torrents than it says", async () => {
  const statement = writeWindow({ ...query({}, "rare "), sort: "size" }, PAGE, 1000);
  const plan = await explain(statement);
  expect(plan.indexes).toEqual(["torrent_attributes_hidden", "torrents_indexed_at"]);
  expect(plan.mostRows).toBeLessThanOrEqual(20_000);
});

function expand(ids: readonly number[]): number[] {
  return ids.flatMap(expandCategory);
}

function query(filters: SearchFilters, text?: string): Query {
  return {
    text: text === undefined ? undefined : readTextQuery(text),
    filters,
    sort: "indexed",
    order: "desc",
  };
}

interface PlanNode {
  "Node Type": string;
  "Index Name"?: string;
  "Sort Method"?: string;
  "Actual Rows": number;
  Plans?: PlanNode[];
}

async function explain({ text, values }: Statement) {
  const { rows } = await context.ctx.db.$client.query<{ "QUERY PLAN": [{ Plan: PlanNode }] }>(
    `explain (analyze, format json) ${text}`,
    values,
  );
  const nodes: PlanNode[] = [];
  const visit = (node: PlanNode) => {
    nodes.push(node);
    node.Plans?.forEach(visit);
  };
  for (const row of rows) visit(row["QUERY PLAN"][0].Plan);
  return {
    nodes: nodes.map((node) => node["Node Type"]),
    indexes: nodes.flatMap((node) => node["Index Name"] ?? []).toSorted(),
    sortMethods: nodes.flatMap((node) => node["Sort Method"] ?? []),
    mostRows: Math.max(...nodes.map((node) => node["Actual Rows"])),
  };
}
