import { SITE_KEY, type Site } from "./browser.ts";
import { createCaller } from "./call-api.ts";
import { waitFor } from "./wait-for.ts";

const FILMS = ["Big Buck Bunny", "Sintel", "Tears of Steel", "Cosmos Laundromat", "Spring"];
const RESOLUTIONS = ["720p", "1080p", "2160p"];
const HOUR = 3_600_000;

/** Films that browser tests search for, and one work of several folders. */
export const BROWSER_RECORDS = [
  ...FILMS.flatMap((film, number) =>
    RESOLUTIONS.map((resolution, step) => ({
      infoHash: hashOf(number * 3 + step),
      title: `${film} (${2008 + number}) ${resolution} WEB-DL x264-Blender`,
      size: (step + 1) * 1024 ** 3 + number,
      seeders: number * 10 + step,
      leechers: step,
      category: "movies",
      source: step === 0 ? "pier one" : "pier two",
      publishedAt: new Date(Date.UTC(2024, 0, 1) + number * HOUR).toISOString(),
    })),
  ),
  {
    infoHash: hashOf(100),
    title: "Walt Whitman - Leaves of Grass (1855) EPUB",
    category: "ebook",
    size: 3_000_000,
    source: "pier one",
    trackers: ["udp://tracker.example.org:6969/announce"],
    files: [
      { path: "Leaves/poems/song of myself.epub", size: 1_000_000 },
      { path: "Leaves/poems/drum-taps.epub", size: 1_500_000 },
      { path: "Leaves/poems/passage to india.epub", size: 1_500_000 },
      { path: "Leaves/letters/to emerson.txt", size: 300_000 },
      { path: "Leaves/letters/from emerson.txt", size: 100_000 },
      { path: "Leaves/cover.jpg", size: 100_000 },
    ],
  },
];

/** The work with folders. */
export const BOOK_HASH = hashOf(100);

/** Sends the records and waits until a search finds all of them with what their names tell. */
export async function fillIndex(url: string, key: string): Promise<void> {
  const call = createCaller(url, key);
  const { status, text } = await call("/api/v1/torrents/ingest", { json: BROWSER_RECORDS });
  if (status !== 200) throw new Error(`nothing was taken: ${status} ${text}`);
  await waitFor("the index to be complete", async () => {
    const { json } = await call("/api/v1/search?facets=all&limit=1");
    const { total, facets } = json as {
      total: number;
      facets: { type?: { value: string; count: number }[] };
    };
    const films = facets.type?.find(({ value }) => value === "movie")?.count;
    return total === BROWSER_RECORDS.length && films === FILMS.length * RESOLUTIONS.length;
  });
}

/** The same for a site that is shared. */
export function fillSite({ server }: Pick<Site, "server">): Promise<void> {
  return fillIndex(server.url, SITE_KEY);
}

function hashOf(number: number): string {
  return (0xabc000 + number).toString(16).padStart(40, "0");
}
