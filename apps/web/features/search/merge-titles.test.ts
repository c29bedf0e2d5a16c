import { expect, test } from "vitest";

import { mergeTitles, type TitleGroup } from "./merge-titles.ts";

type Quality = TitleGroup["qualities"][number];

function quality(resolution: string | null, title: string, seeders: number | null): Quality {
  // Only what merging looks at.
  return { resolution, count: 1, best: { title, seeders, verdict: "good" } } as Quality;
}

function group(key: string, ...qualities: Quality[]): TitleGroup {
  return { key, title: key, contentType: "movie", count: qualities.length, qualities };
}

test("a work that goes on in the next answer is one entry with the best of both", () => {
  const merged = mergeTitles([
    { items: [group("sintel", quality("1080p", "a", 3)), group("spring", quality(null, "b", 1))] },
    { items: [group("sintel", quality("2160p", "c", null), quality("1080p", "d", 9))] },
  ]);
  expect(merged.map(({ key, count }) => [key, count])).toEqual([
    ["sintel", 3],
    ["spring", 1],
  ]);
  expect(
    merged[0]?.qualities.map(({ resolution, count, best }) => [resolution, count, best.title]),
  ).toEqual([
    ["2160p", 1, "c"],
    ["1080p", 2, "d"],
  ]);
});

test("a fake is never the best while there is another", () => {
  const fake = { ...quality("720p", "fake", 900) };
  fake.best = { ...fake.best, verdict: "fake" };
  const pages = [
    { items: [group("a", fake)] },
    { items: [group("a", quality("720p", "real", 1))] },
  ];
  expect(mergeTitles(pages)[0]?.qualities[0]?.best.title).toBe("real");
  expect(mergeTitles(pages.toReversed())[0]?.qualities[0]?.best.title).toBe("real");
});
