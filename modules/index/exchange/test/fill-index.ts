import { generateRecords } from "@minato/benchmarks/corpus.ts";
import { encode } from "@minato/bencode";
import type { TestContext } from "@minato/tests/support/create-test-context";
import { correctTorrent } from "@minato/torrents/correct-torrent";
import { findTorrentId } from "@minato/torrents/find-torrent";
import { ingestTorrents, TorrentIngest } from "@minato/torrents/ingest-torrents";
import { readMetainfoRecord } from "@minato/torrents/read-metainfo-record";

/** The announce URL of a private torrent; it must not leave without being asked for. */
export const PASSKEY_URL = "https://tracker.example.org/0123456789abcdef/announce";

/** Who corrected: personal data, for administrators only. */
export const CORRECTOR = "corrector@example.org";

/** How many torrents `fillIndex` makes besides the generated ones. */
export const SPECIAL_TORRENTS = 5;

/** Fills an index with generated torrents and one of each special kind, classified. */
export async function fillIndex({ ctx, runJobs }: TestContext, count: number): Promise<void> {
  const records = [...generateRecords(0, count)];
  await ingestTorrents(ctx, records, { sourceName: "harbour" });
  const again = records.slice(0, 5).map((record) => ({
    ...record,
    source: { name: "pier", url: `https://pier.example.org/${record.infoHash}` },
    seeders: 77,
    snatches: 3,
    trackers: ["udp://other.example.org:6969/announce"],
    musicbrainzId: "5b11f4ce-a62d-471e-81fc-a69a8278c7da",
    anidbId: 12,
  }));
  await ingestTorrents(ctx, again, { sourceName: "harbour" });
  await ingestTorrents(
    ctx,
    [
      { magnet: `magnet:?xt=urn:btih:${"ab".repeat(20)}&dn=Sintel` },
      { infoHashV2: "cd".repeat(32), title: "Spring 2019 2160p", size: 5 },
      { infoHash: "ef".repeat(20), infoHashV2: "01".repeat(32), title: "Spring hybrid", size: 6 },
    ],
    { sourceName: "harbour" },
  );
  const pieces = new Uint8Array(20);
  const info = { length: 1000, name: "Tears of Steel.mkv", "piece length": 16384, pieces };
  await upload(ctx, { announce: "udp://tracker.example.org:6969/announce", info });
  await upload(ctx, {
    announce: PASSKEY_URL,
    info: { ...info, name: "Cosmos Laundromat.mkv", private: 1 },
  });
  const corrected = await findTorrentId(ctx, records[0]?.infoHash ?? "");
  const principal = {
    kind: "user" as const,
    name: CORRECTOR,
    userId: "1",
    keyId: undefined,
    scopes: new Set(["edit" as const]),
  };
  await correctTorrent(
    { ctx, principal, address: "127.0.0.1", headers: new Headers() },
    corrected,
    {
      title: "Big Buck Bunny 2008 1080p",
      categories: [2040],
      contentType: "movie",
      attributes: { year: 2008 },
      tags: ["open-film"],
      hidden: false,
      verdict: "good",
    },
  );
  await runJobs();
}

async function upload(
  ctx: TestContext["ctx"],
  metainfo: Parameters<typeof encode>[0],
): Promise<void> {
  const ingest = new TorrentIngest(ctx, { sourceName: "upload" });
  await ingest.addNormalized(readMetainfoRecord(encode(metainfo), "uploader"));
  const { inserted } = await ingest.finish();
  if (inserted !== 1) throw new Error("the fixture was not inserted");
}
