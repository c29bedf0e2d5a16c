import { afterAll, beforeAll, expect, test } from "vitest";

import { createFeedServer, hashOf, type FeedServer } from "../test/create-feed-server.ts";
import { parseXml } from "../test/read-xml.ts";

/** What follows the tilde is changed. */
const PATHS = [
  "/torznab/api?~t=tvsearch&cat=5030,5040&tvdbid=7001&imdbid=tt0012345&season=2024&ep=05/17&q=harbour",
  "/torznab/api?~t=search&q=harbour%2520lights+07&minsize=1&maxsize=9&minage=&maxage=30&limit=0&offset=5",
  "/torznab/films/api?~T=music&q=&artist=a%26b&album=%E6%B8%AF&year=2012&sort=size_desc",
  "/torznab/films/api?~t=book&author=a&title=b&publisher=c&limit=100&offset=1",
  "/rss?~q=harbour&category=2000,TV%2FHD&year=2010..2015&sort=size&order=asc&limit=10&minSeeders=1",
  "/atom/films?~q=-lights&type=movie,tv&resolution=1080p&source=test&maxSize=5000&offset=3",
  `/torznab/download/~${hashOf(1)}.torrent?x=1`,
  "/stremio/KEY/stream/~series/tt0990001:1:2.json",
  "/stremio/KEY/catalog/~movie/minato-newest/skip=10.json",
  "/stremio/KEY/poster/~movie/tt0990001.png",
] as const;
const PIECES =
  "%00 %ff %F0%9F%8C%8A %C0%80 %25 %20 + & = ? , / : ; - .. tt 0 9 99999999999999999999 1e9 -1 %22 ( ) | * \\ ' <x>".split(
    " ",
  );
const ROUNDS = 60;

let server: FeedServer;
let key: string;
beforeAll(async () => {
  server = await createFeedServer();
  // Else most would be too many.
  Object.assign(server.context.ctx, { config: () => ({ requestsPerMinute: 0 }) });
  key = await server.makeKey("feeds", "download");
  await server.ingest({
    infoHash: hashOf(1),
    title: "Harbour.Lights.S01E02.1080p.WEB-DL.x264-GRP",
    imdbId: "tt0990001",
  });
  await server.context.ctx.db.$client.query(
    `insert into torznab_profiles (created_at, updated_at, default_limit, max_limit, name, title, filters)
     values (now(), now(), 100, 100, 'films', 'Films', '{"types":["movie","tv"]}')`,
  );
});
afterAll(() => server.close());

test.each(PATHS)("whatever is made of %s, the server has no fault", async (path) => {
  const random = createRandom(PATHS.indexOf(path) + 1);
  const [fixed = "", changed = ""] = path.replace("KEY", key).split("~");
  const get = (rest: string) => server.get(fixed + rest, { "x-api-key": "reader" });
  expect((await get(changed)).status).toBeLessThan(400);
  const faults: string[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const mutated = mutate(changed, random);
    const response = await get(mutated);
    const body = await response.text();
    if (response.status >= 500) faults.push(`${response.status} ${mutated}`);
    if (response.headers.get("content-type")?.includes("xml") === true) parseXml(body);
  }
  expect(faults).toEqual([]);
});

function mutate(text: string, random: (below: number) => number): string {
  let mutated = text;
  for (let count = 1 + random(4); count > 0; count--) {
    const at = random(mutated.length + 1);
    const piece = PIECES[random(PIECES.length)] ?? "";
    const repeated = random(12) === 0 ? piece.repeat(random(1200)) : piece;
    mutated = mutated.slice(0, at) + repeated + mutated.slice(at + random(3));
  }
  return mutated;
}

/** A small generator (mulberry32), so that a failure can be repeated. */
function createRandom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}
