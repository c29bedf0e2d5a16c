import { afterAll, beforeAll, expect, test } from "vitest";

import {
  createSearchScene,
  hashOf,
  titles,
  type Row,
  type SearchScene,
} from "../test/search-scene.ts";

const movie = (year: number, resolution: number) => ({
  type: 1,
  categories: [2000],
  year,
  resolution,
});

const ROWS: Row[] = [
  { title: "Sintel.2010.1080p.WEB-DL.x264", seeders: 5, attributes: movie(2010, 1080) },
  { title: "Sintel (2010) 1080p BluRay x265", seeders: 90, attributes: movie(2010, 1080) },
  { title: "Sintel 2010 2160p UHD", attributes: movie(2010, 2160) },
  { title: "Sintel.2010.720p.HDTV", seeders: 1000, attributes: movie(2010, 720) },
  { title: "Spring.2019.1080p.WEB", seeders: 7, attributes: movie(2019, 1080) },
  { title: "Sintel.1998.1080p.WEB", seeders: 3, attributes: movie(1998, 1080) },
  {
    title: "Sintel S01E02 1080p WEB",
    attributes: { type: 2, categories: [5000], resolution: 1080 },
  },
  { title: "Sintel Making Of 2010 1080p", seeders: 2, attributes: movie(2010, 1080) },
].map((row) => ({ size: 1000, ...row }));

let scene: SearchScene;

beforeAll(async () => {
  scene = await createSearchScene("postgres:", ROWS);
});

afterAll(() => scene.close());

test("results are gathered by title, year and kind with the best seeded of each quality", async () => {
  const page = await scene.client().search.titles({ q: "sintel", sort: "seeders" });
  expect(page).toMatchObject({ total: 7, totalIsExact: true, covered: 7 });
  expect(page.nextOffset).toBeUndefined();
  expect(page.items.map(({ title, year, count }) => [title, year, count])).toEqual([
    ["Sintel", 2010, 4],
    ["Sintel", 1998, 1],
    ["Sintel Making Of", 2010, 1],
    ["Sintel", undefined, 1],
  ]);
  expect(
    page.items[0]?.qualities.map(({ resolution, count, best }) => [
      resolution,
      count,
      best.seeders,
    ]),
  ).toEqual([
    ["2160p", 1, null],
    ["1080p", 2, 90],
    ["720p", 1, 1000],
  ]);
  expect(page.items[0]?.qualities[0]?.best.highlights).toEqual({ title: [[0, 6]] });
});

test("a window starts where the one before ended", async () => {
  const page = await scene.client().search.titles({ q: "sintel", sort: "seeders", offset: 6 });
  expect(page).toMatchObject({ covered: 1, total: 7 });
  expect(page.items.map(({ count }) => count)).toEqual([1]);
});

test("related releases are those of the same work, without the one that is asked for", async () => {
  const page = await scene.client().search.related({ infoHash: hashOf(0) });
  expect(titles(page)).toEqual([ROWS[3]?.title, ROWS[1]?.title, ROWS[2]?.title]);
  expect(titles(await scene.client().search.related({ infoHash: hashOf(4) }))).toEqual([]);
});

test("an unknown torrent has no related releases", async () => {
  await expect(scene.client().search.related({ infoHash: hashOf(99) })).rejects.toMatchObject({
    code: "NOT_FOUND",
  });
});
