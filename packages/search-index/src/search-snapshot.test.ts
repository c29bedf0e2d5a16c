import { expect, test } from "vitest";

import { fulfils, NaiveIndex } from "../test/naive-index.ts";
import { randomOperations, SCHEMA, seededNumbers } from "../test/random-documents.ts";
import { snapshotOf } from "../test/snapshot-of.ts";
import type { Filter } from "./filters.ts";
import { IndexReader, openReader } from "./index-reader.ts";
import { mergeSegments } from "./merge-segments.ts";
import { parseQuery } from "./query-syntax/parse-query.ts";
import type { SearchDocument, SearchSchema } from "./schema.ts";
import type { SearchRequest } from "./search-request.ts";
import { liveSegment } from "./segment-builder.ts";
import { deleteDocument, patchDocument, storedSegment } from "./stored-segment.ts";

function titlesFound(
  titles: readonly string[],
  query: string,
  request: SearchRequest = {},
): string[] {
  const documents = titles.map((title, id) => ({ id, title }));
  const reader = openReader(snapshotOf(documents, { columns: {} }));
  const { ids } = reader.search({ ...request, text: parseQuery(query, {}).text });
  return ids.map((id) => titles[id]!);
}

const OPEN_FILMS = [
  "Big.Buck.Bunny.2008.1080p.WEB-DL",
  "Sintel 2010 720p BluRay",
  "Tears.of.Steel.2012.2160p",
  "Cosmos Laundromat (2015)",
  "The.Garden.S03E07.720p",
  "The Garden Season 3 Complete",
  "BigBuck Bunny Extras",
  "Buck & Bunny",
  "Été à la Plage",
  "東京物語 1953",
];

test.each([
  ["sintel", ["Sintel 2010 720p BluRay"]],
  ["sintle 2010", ["Sintel 2010 720p BluRay"]],
  ["tears steel", ["Tears.of.Steel.2012.2160p"]],
  ["teras fo stele", []],
  ["laundormat cosmso", ["Cosmos Laundromat (2015)"]],
  ["garden 3x07", ["The.Garden.S03E07.720p"]],
  ["garden s03", ["The Garden Season 3 Complete", "The.Garden.S03E07.720p"]],
  ["the garden s03e08", []],
  ["bgi buck bun", ["Big.Buck.Bunny.2008.1080p.WEB-DL"]],
  ["ete", ["Été à la Plage"]],
  ["京物", ["東京物語 1953"]],
  ["comsos laun", ["Cosmos Laundromat (2015)"]],
  ["zintel", ["Sintel 2010 720p BluRay"]],
  ["sintle", ["Sintel 2010 720p BluRay"]],
  ["aundro", []],
  ["laumdro", ["Cosmos Laundromat (2015)"]],
  ["bigbuckbunny", ["Big.Buck.Bunny.2008.1080p.WEB-DL", "BigBuck Bunny Extras"]],
  ["tearsofsteel", ["Tears.of.Steel.2012.2160p"]],
  ["tearssteel", []],
  ["cosmoslaundromat", ["Cosmos Laundromat (2015)"]],
  ["thegardenseason3complete", []],
  ["tears 4k", ["Tears.of.Steel.2012.2160p"]],
  ["tears of steel uhd ", ["Tears.of.Steel.2012.2160p"]],
  ["laundromat -4k ", ["Cosmos Laundromat (2015)"]],
  ["webdl bunny", ["Big.Buck.Bunny.2008.1080p.WEB-DL"]],
  ["sintel 2011", []],
  ["sintel -720p", []],
  ["sintel | laundromat", ["Cosmos Laundromat (2015)", "Sintel 2010 720p BluRay"]],
  ["laun*", ["Cosmos Laundromat (2015)"]],
  ["bunny 108", ["Big.Buck.Bunny.2008.1080p.WEB-DL"]],
  ["bunny 108 ", []],
  ["cosmos 20", ["Cosmos Laundromat (2015)"]],
  ["garden s0", ["The Garden Season 3 Complete", "The.Garden.S03E07.720p"]],
  ["garden s03e0", ["The.Garden.S03E07.720p"]],
  ["garden s03e1", []],
  ["garden 3x0", ["The.Garden.S03E07.720p"]],
])("%j finds %j", (query, titles) => {
  expect(titlesFound(OPEN_FILMS, query).toSorted()).toEqual(titles.toSorted());
});

test("joined and split words find each other", () => {
  expect(titlesFound(OPEN_FILMS, "bigbuck bunny").toSorted()).toEqual([
    "Big.Buck.Bunny.2008.1080p.WEB-DL",
    "BigBuck Bunny Extras",
  ]);
  expect(titlesFound(OPEN_FILMS, "big buck bunny extras ")).toEqual(["BigBuck Bunny Extras"]);
});

test("a phrase wants its words one after the other", () => {
  const titles = ["Big Buck Bunny", "Buck Big Bunny", "Bunny Big Sunny Big Buck"];
  expect(titlesFound(titles, '"big buck"')).toEqual(["Big Buck Bunny", "Bunny Big Sunny Big Buck"]);
  expect(titlesFound(titles, '-"big buck" bunny')).toEqual(["Buck Big Bunny"]);
});

test("ordered, early and short heads of titles come first", () => {
  const titles = [
    "Making of the Spring of a River",
    "River Spring 2019 1080p",
    "Spring River",
    "Springs River 2019 1080p",
    "Spring River 2019 1080p",
  ];
  expect(titlesFound(titles, "spring river").slice(0, 2)).toEqual([
    "Spring River 2019 1080p",
    "Spring River",
  ]);
  const exact = titlesFound(titles, "spring river ", { isTolerant: false });
  expect(exact.at(-1)).toBe("Making of the Spring of a River");
});

test("of writing without blanks, too, what is all of a name comes before longer names", () => {
  const documents = [
    seeded(1, "冬天森林机器 2019 1080p", 5),
    seeded(2, "冬天森林 2013 720p", 5),
    seeded(3, "河流冬天森林 2001 720p", 5),
  ];
  const reader = openReader(snapshotOf(documents, SCHEMA));
  expect(reader.search({ text: parseQuery("冬天森林 ", {}).text }).ids).toEqual([2, 1, 3]);
});

test("similar words come behind the words as typed", () => {
  const titles = ["Sintel One", "Sintal Two", "Santel Three"];
  expect(titlesFound(titles, "sintel ")[0]).toBe("Sintel One");
  expect(titlesFound(titles, "sintel ")).toHaveLength(3);
  expect(titlesFound(titles, "sintel ", { isTolerant: false })).toEqual(["Sintel One"]);
});

test("a number as it was typed comes before longer ones, however wanted they are", () => {
  const documents = [
    seeded(1, "Some Longer Show About Trains Episode 108 720p", 0),
    seeded(2, "Show 1080p", 90_000),
    seeded(3, "Show 10800", 90_000),
  ];
  const reader = openReader(snapshotOf(documents, SCHEMA));
  const find = (query: string): number[] => reader.search({ text: parseQuery(query, {}).text }).ids;
  expect(find("show 108")).toEqual([1, 3, 2]);
  expect(find("show 108 ")).toEqual([1]);
});

test("a season that is asked for comes before its episodes, though those are wanted more", () => {
  const documents = [
    seeded(1, "Show S03 1080p", 0),
    seeded(2, "Show S03E07 1080p", 20),
    seeded(3, "Show S03E01-E03 1080p", 20),
    seeded(4, "Show Season 3 Complete", 0),
    seeded(5, "Show S04 1080p", 90_000),
  ];
  const reader = openReader(snapshotOf(documents, SCHEMA));
  const find = (query: string): number[] => reader.search({ text: parseQuery(query, {}).text }).ids;
  expect(new Set(find("show s03").slice(0, 2))).toEqual(new Set([1, 4]));
  expect(find("show season 3")).toEqual(find("show s03"));
  expect(find("show s03")).toHaveLength(4);
  expect(find("-s03 show")).toEqual([5]);
});

test("words of the body find a document behind those with the words in the title", () => {
  const schema: SearchSchema = {
    columns: { seeders: { kind: "number", storage: "u32" } },
    hasBody: true,
    popularity: "seeders",
  };
  const documents = [
    { id: 1, title: "Collection", body: ["Sintel.mkv", "Spring.mkv"], columns: { seeders: 9000 } },
    { id: 2, title: "Sintel", columns: { seeders: 0 } },
    { id: 3, title: "Spring", body: ["extras.mkv"] },
  ];
  const reader = openReader(snapshotOf(documents, schema));
  const find = (query: string): number[] => reader.search({ text: parseQuery(query, {}).text }).ids;
  expect(find("sintel ")).toEqual([2, 1]);
  expect(find("collection spring ")).toEqual([1]);
  expect(find("spring extras ")).toEqual([3]);
});

test("words of one file come before words of several, also after merges with older files", () => {
  const documents = [
    { ...seeded(1, "Album 1", 20), body: ["01 Quiet Sea.flac", "02 Bright Lantern.flac"] },
    {
      ...seeded(2, "Album 2", 0),
      body: ["01 Overture.flac", "02 Quiet Lantern.flac", "03 Quiet Sea.flac"],
    },
    { ...seeded(3, "Album 3", 20), body: ["01 Lantern.flac", "02 Quiet.flac"] },
    { ...seeded(4, "Album 4", 0), body: ["01 Song.flac", "02 Quiet Lantern.flac"] },
  ];
  const { text } = parseQuery("quiet lantern ", {});
  const snapshot = snapshotOf(documents, SCHEMA);
  const find = (segments = snapshot.segments): number[] =>
    openReader({ ...snapshot, segments }).search({ text }).ids;
  expect(find()).toEqual([4, 2, 3, 1]);
  const merge = (): number[] => find([liveSegment(mergeSegments(snapshot.segments, 9))]);
  expect(merge()).toEqual([4, 2, 3, 1]);
  snapshot.segments[0]!.segment.body!.positions = new Uint8Array(0);
  // Of 1 and 2 it is no longer known.
  expect(merge()).toEqual([1, 4, 2, 3]);
  expect(find()).toEqual(merge());
});

test("profiles weigh popularity and age", () => {
  const now = 1_700_000_000;
  const day = 86_400;
  const row = (id: number, seeders: number, days: number): SearchDocument => ({
    id,
    title: `Sintel ${"extra ".repeat(id)}`,
    columns: { seeders, added: now - days * day },
  });
  const documents = [row(0, 2, 900), row(1, 800, 1500), row(2, 1, 1)];
  const reader = openReader(snapshotOf(documents, SCHEMA));
  const first = (rank: "best" | "healthiest" | "newest"): number | undefined =>
    reader.search({ text: parseQuery("sintel", {}).text, rank, now }).ids[0];
  expect(first("healthiest")).toBe(1);
  expect(first("newest")).toBe(2);
  expect(first("best")).toBe(1);
});

const FILTERS: readonly Filter[] = [
  { column: "type", values: ["film", "tv"] },
  { column: "languages", values: ["de"] },
  { column: "year", ranges: [[1995, 2010]] },
];

test("facets count what all other filters leave, as counting one by one does", () => {
  const below = seededNumbers(31);
  const naive = new NaiveIndex();
  naive.apply(randomOperations(below, 200, 300));
  const documents = [...naive.documents.values()];
  const reader = openReader(snapshotOf(documents, SCHEMA));
  const edges = [0, 1e11, 1e12];
  const facets = [
    { column: "type" },
    { column: "languages" },
    { column: "year" },
    { column: "size", edges },
  ];
  const result = reader.search({ filters: FILTERS, facets });
  for (const column of ["type", "languages", "year"] as const) {
    const others = FILTERS.filter((filter) => "ids" in filter || filter.column !== column);
    const counts = new Map<unknown, number>();
    for (const document of documents.filter((one) => others.every((f) => fulfils(one, f)))) {
      for (const value of [document.columns?.[column]].flat()) {
        if (value !== undefined) counts.set(value, (counts.get(value) ?? 0) + 1);
      }
    }
    const wanted = [...counts].map(([value, count]) => ({ value, count }));
    expect(new Set(result.facets[column])).toEqual(new Set(wanted));
    const sorted = result.facets[column]!.map((one) => one.count);
    expect(sorted).toEqual(sorted.toSorted((a, b) => b - a));
  }
  const sizes = documents
    .filter((one) => FILTERS.every((filter) => fulfils(one, filter)))
    .map((one) => Number(one.columns?.["size"]));
  expect(result.facets["size"]!.reduce((sum, one) => sum + one.count, 0)).toBe(
    sizes.filter((size) => size >= 0).length,
  );
});

test("orders hold over segments, absent values last, the newest of equals first", () => {
  const below = seededNumbers(17);
  const naive = new NaiveIndex();
  naive.apply(randomOperations(below, 150, 250));
  const documents = [...naive.documents.values()];
  const reader = openReader(snapshotOf(documents, SCHEMA));
  for (const column of ["seeders", "size", "type", "year"] as const) {
    for (const order of ["asc", "desc"] as const) {
      const sign = order === "asc" ? 1 : -1;
      const wanted = documents.toSorted((a, b) => {
        const [left, right] = [a.columns?.[column], b.columns?.[column]];
        if (left === undefined || right === undefined) {
          return Number(left === undefined) - Number(right === undefined) || b.id - a.id;
        }
        return left === right ? b.id - a.id : sign * (left < right ? -1 : 1);
      });
      const sort = { column, order };
      const { ids } = reader.search({ sort, limit: 1000 });
      expect(ids).toEqual(wanted.map((one) => one.id));
      const paged = Array.from({ length: Math.ceil(ids.length / 7) }, (_, page) =>
        reader.search({ sort, limit: 7, offset: page * 7 }),
      ).flatMap((page) => page.ids);
      expect(paged).toEqual(ids);
    }
  }
});

test.each(["the ", "spring ", "sp", "1", "garden spring ", "the s01", "e", "spring | buck "])(
  "pages of relevance to %j fit together, whatever is passed over",
  (query) => {
    const below = seededNumbers(23);
    const naive = new NaiveIndex();
    naive.apply(randomOperations(below, 3200, 4000));
    const reader = openReader(snapshotOf([...naive.documents.values()], SCHEMA));
    const { text } = parseQuery(query, {});
    for (const rank of ["best", "healthiest", "newest"] as const) {
      const request = { text, rank, now: 1_700_000_000 };
      const all = reader.search({ ...request, limit: 1000 }).ids;
      const paged = Array.from({ length: Math.ceil(all.length / 7) }, (_, page) =>
        reader.search({ ...request, limit: 7, offset: page * 7 }),
      ).flatMap((page) => page.ids);
      expect(paged).toEqual(all);
      expect(all.length).toBeGreaterThan(14);
    }
  },
);

test.each([
  [{ filters: [{ column: "nope", values: ["x"] }] }, /no column "nope"/],
  [{ filters: [{ column: "year", values: ["x"] }] }, /filtered by ranges/],
  [{ filters: [{ column: "type", ranges: [[1, 2]] }] }, /filtered by values/],
  [{ sort: { column: "languages", order: "asc" } }, /no order/],
  [{ sort: { column: "__proto__", order: "asc" } }, /no column/],
  [{ facets: [{ column: "nope" }] }, /no column "nope"/],
  [{ facets: [{ column: "size", edges: [2, 1] }] }, /do not ascend/],
  [{ limit: 10_001 }, /a limit is/],
  [{ offset: -1 }, /an offset is/],
] as const)("%j is refused", (request, message) => {
  const reader = openReader(snapshotOf([{ id: 1, title: "x" }], SCHEMA));
  expect(() => reader.search(request as never)).toThrow(message);
});

test("a search that is cancelled ends at the next step", () => {
  const snapshot = snapshotOf([{ id: 1, title: "Sintel" }], SCHEMA);
  let steps = 0;
  const reader = new IndexReader(snapshot, () => {
    steps += 1;
    if (steps > 2) throw new Error("enough");
  });
  expect(() => reader.search({ text: parseQuery("sintel", {}).text })).toThrow("enough");
  expect(steps).toBe(3);
});

function seeded(id: number, title: string, seeders: number): SearchDocument {
  return { id, title, columns: { seeders } };
}

const EDGES = [0, 500, 1000, 5000];

/** What a list of everything by seeders holds, from plain rows. */
function listRows(rows: ReadonlyMap<number, number | undefined>): unknown[] {
  const sorted = [...rows].toSorted((a, b) => (b[1] ?? -1) - (a[1] ?? -1) || b[0] - a[0]);
  const counts = EDGES.map((edge, index) => {
    const next = EDGES[index + 1] ?? Infinity;
    return sorted.filter(([, seeders = -1]) => seeders >= edge && seeders < next).length;
  });
  const first = sorted.slice(0, 3).map(([id]) => id);
  return [first, rows.size, rows.size, counts.filter((count) => count > 0)];
}

test("lists of everything follow deletes and patches", () => {
  const rows = new Map<number, number | undefined>();
  for (let id = 0; id < 3000; id++) rows.set(id, (id * 7) % 1009);
  const documents = Array.from(rows, ([id, seeders]) => seeded(id, "Sintel", seeders ?? 0));
  const snapshot = snapshotOf(documents, SCHEMA);
  const reader = openReader(snapshot);
  const request: SearchRequest = {
    sort: { column: "seeders", order: "desc" },
    facets: [{ column: "name" }, { column: "seeders", edges: EDGES }],
    limit: 3,
  };
  const show = (): unknown[] => {
    const { ids, total, facets } = reader.search(request);
    return [ids, total, facets["name"]![0]!.count, facets["seeders"]!.map((one) => one.count)];
  };
  expect(show()).toEqual(listRows(rows));
  const stored = snapshot.segments.map(storedSegment);
  for (const [id, seeders] of [
    [144, undefined],
    [5, 4000],
    [700, 1008],
  ] as const) {
    patchDocument(stored[0]!, id, { seeders });
    rows.set(id, seeders);
  }
  deleteDocument(stored[1]!, 2162);
  rows.delete(2162);
  expect(show()).toEqual(listRows(rows));
  expect(show()[0]).toEqual([5, 1153, 700]);
});
