import { expect, test } from "vitest";

import { addResult, addUnsent, EMPTY_REPORT } from "./ingest-report.ts";

const result = {
  received: 3,
  inserted: 1,
  updated: 0,
  unchanged: 1,
  blocked: 0,
  rejected: 1,
  errors: [{ index: 1, field: "file", message: "b.torrent: expected a dictionary" }],
};

test("a problem is told with the name of its file once", () => {
  const names = ["a.torrent", "b.torrent", "c.torrent"];
  expect(addResult(EMPTY_REPORT, result, names).problems).toEqual([
    { name: "b.torrent", message: "Expected a dictionary" },
  ]);
});

test("requests and what was never sent add up", () => {
  const first = addResult(EMPTY_REPORT, result, []);
  const both = addUnsent(addResult(first, result, []), ["notes.txt"], "no torrent");
  expect(both).toMatchObject({ received: 7, inserted: 2, unchanged: 2, rejected: 3 });
  expect(both.problems.at(-1)).toEqual({ name: "notes.txt", message: "no torrent" });
});
