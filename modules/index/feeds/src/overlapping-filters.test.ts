import { afterAll, beforeAll, expect, test } from "vitest";

import { createFeedServer, hashOf, type FeedServer } from "../test/create-feed-server.ts";
import { readFeed } from "../test/read-xml.ts";

let server: FeedServer;
beforeAll(async () => {
  server = await createFeedServer();
  await server.ingest(
    anime(1, { size: 300, seeders: 5 }),
    anime(2, { size: 100, seeders: 9 }),
    anime(3, { size: 200, seeders: 1 }),
    { infoHash: hashOf(4), title: "Quiet.Tide.S01E01.1080p.WEB.x264-GRP", size: 50, seeders: 99 },
  );
  await server.context.ctx.db.$client.query(
    `insert into torznab_profiles (created_at, updated_at, default_limit, max_limit, name, title, filters, sort)
     values (now(), now(), 100, 100, 'newest', 'Newest', $1, null),
       (now(), now(), 100, 100, 'seeded', 'Seeded', $1, 'seeders'),
       (now(), now(), 100, 100, 'sized', 'Sized', $1, 'size')`,
    [{ categories: [5070, 2040], blockedWords: ["cam"] }],
  );
});
afterAll(() => server.close());

// No list of categories says “5070 or 2040, and 5030 or 5040 as well”.
test.each([
  ["newest", "", [3, 2, 1]],
  ["seeded", "", [2, 1, 3]],
  ["sized", "", [1, 3, 2]],
  ["sized", "&sort=size_asc", [2, 3, 1]],
  ["seeded", "&sort=posted_desc", [3, 2, 1]],
  ["seeded", "&q=quiet+tide", [2, 1, 3]],
  ["seeded", "&q=quiet+tide+02", [2]],
  ["sized", "&minsize=150", [1, 3]],
  ["sized", "&limit=2", [1, 3]],
  ["sized", "&limit=2&offset=2", [2]],
] as const)(
  "the order of %s holds for lists that overlap in part (%s)",
  async (name, more, found) => {
    const query = `t=tvsearch&cat=5030,5040${more}&apikey=reader`;
    const response = await server.get(`/torznab/${name}/api?${query}`);
    const { items, total } = readFeed(await response.text());
    const numbers = items.map(({ attributes }) =>
      Number.parseInt(attributes["infohash"]?.[0] ?? "", 16),
    );
    expect(numbers).toEqual(found);
    expect(total).toBe(more.includes("limit") ? 3 : found.length);
  },
);

function anime(number: number, more: object) {
  const title = `[Moe] Quiet Tide - 0${number} (1080p)`;
  return { infoHash: hashOf(number), title, category: 5070, ...more };
}
