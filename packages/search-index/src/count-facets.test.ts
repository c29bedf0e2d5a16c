import { expect, test } from "vitest";

import { SCHEMA } from "../test/random-documents.ts";
import { snapshotOf } from "../test/snapshot-of.ts";
import { openReader } from "./index-reader.ts";
import { parseQuery } from "./query-syntax/parse-query.ts";
import type { SearchRequest } from "./search-request.ts";
import { deleteDocument, patchDocument, storedSegment } from "./stored-segment.ts";

const EDGES = [0, 500, 1000, 5000];
const edgeOf = ({ seeders }: { seeders: number }) => EDGES.findLast((edge) => seeders >= edge);

const RESOLUTIONS = ["1080p", "720p", "480p"];
const MANY = 24_000;

test("facets of many results follow deletes and patches, however often they are asked for", () => {
  const rows = new Map<number, { resolution: string; year: number; seeders: number }>();
  for (let id = 0; id < MANY; id++) {
    const resolution = RESOLUTIONS[(id * id) % 3]!;
    rows.set(id, { resolution, year: 2000 + ((id * 7) % 20), seeders: (id * 13) % 2003 });
  }
  const documents = Array.from(rows, ([id, row]) => ({
    id,
    title: id % 5 === 0 ? "Spring" : "Sintel",
    columns: { type: row.resolution, year: row.year, seeders: row.seeders },
  }));
  const snapshot = snapshotOf(documents, SCHEMA);
  const reader = openReader(snapshot);
  const request: SearchRequest = {
    text: parseQuery("sintel ", {}).text,
    filters: [
      { column: "type", values: RESOLUTIONS.slice(0, 2) },
      { column: "seeders", ranges: [[100, Infinity]] },
    ],
    facets: [{ column: "type" }, { column: "year" }, { column: "seeders", edges: EDGES }],
    sort: { column: "seeders", order: "desc" },
  };
  const check = (filters = request.filters ?? []): void => {
    const { total, facets } = reader.search({ ...request, filters });
    const sintels = [...rows].filter(([id]) => id % 5 !== 0).map(([, row]) => row);
    const columns = filters.map((filter) => ("ids" in filter ? "" : filter.column));
    const chosen = (own: string) =>
      sintels.filter(
        (row) =>
          (own === "type" || !columns.includes("type") || row.resolution !== "480p") &&
          (own === "seeders" || !columns.includes("seeders") || row.seeders >= 100),
      );
    const count = (own: string, value: (row: (typeof sintels)[number]) => unknown) => {
      const counts = new Map<unknown, number>();
      for (const row of chosen(own)) counts.set(value(row), (counts.get(value(row)) ?? 0) + 1);
      return new Set(Array.from(counts, ([one, number]) => ({ value: one, count: number })));
    };
    expect(total).toBe(chosen("").length);
    expect(new Set(facets["type"])).toEqual(count("type", (row) => row.resolution));
    expect(new Set(facets["year"])).toEqual(count("year", (row) => row.year));
    expect(new Set(facets["seeders"])).toEqual(count("seeders", edgeOf));
  };
  const stored = snapshot.segments.map(storedSegment);
  const change = (id: number, seeders: number): void => {
    patchDocument(stored[id < MANY / 2 ? 0 : 1]!, id, { seeders });
    rows.get(id)!.seeders = seeders;
  };
  for (let round = 0; round < 4; round++) {
    for (const filters of [request.filters, request.filters?.slice(0, 1), []]) {
      check(filters);
      check(filters);
    }
    change(6 + round, round * 1000);
    change(MANY - 2 - round, 50);
    deleteDocument(stored[1]!, MANY - 101 - round);
    rows.delete(MANY - 101 - round);
  }
});
