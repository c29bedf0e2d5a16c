import type { TorrentItem } from "@minato/torrents/torrent-item";

/** A stream of a torrent (stremio-addon-sdk, docs/api/responses/stream.md). */
export interface Stream {
  name: string;
  description: string;
  /** 40 hex. */
  infoHash: string;
  /** Index of the video in the torrent, padding counted; absent where the largest file is meant. */
  fileIdx?: number;
  sources?: string[];
  behaviorHints: { bingeGroup: string; filename?: string; videoSize?: number };
}

/** What a stream says beside its torrent. */
export interface StreamDetails {
  fileName: string | undefined;
  fileSize: number | undefined;
  fileIdx: number | undefined;
  trackers: readonly string[];
  source: string | undefined;
  videoCodec: string | undefined;
  group: string | undefined;
}

const MAX_TRACKERS = 30;

/** Writes what a player shows and needs. */
export function writeStream(item: TorrentItem, details: StreamDetails): Stream {
  const { fileName, fileSize, fileIdx, source, videoCodec, group } = details;
  const quality = [item.resolution, source, videoCodec];
  const facts = [
    item.seeders === null ? undefined : `${item.seeders} seeders`,
    formatSize(fileSize ?? item.size),
    source,
    videoCodec,
    group,
  ];
  const trackers = details.trackers.filter((url) => /^(?:udp|https?):/i.test(url));
  return {
    name: item.resolution === undefined ? "Minato" : `Minato ${item.resolution}`,
    description: [item.title, fileName === item.title ? undefined : fileName, join(facts, " · ")]
      .filter((line) => line !== undefined && line !== "")
      .join("\n"),
    infoHash: item.infoHash,
    ...(fileIdx === undefined ? {} : { fileIdx }),
    ...(trackers.length === 0
      ? {}
      : {
          sources: [
            ...trackers.slice(0, MAX_TRACKERS).map((url) => `tracker:${url}`),
            `dht:${item.infoHash}`,
          ],
        }),
    behaviorHints: {
      // The next episode in the same quality by the same group.
      bingeGroup: ["minato", ...quality.map((part) => part ?? ""), group ?? ""].join("|"),
      ...(fileName === undefined ? {} : { filename: fileName }),
      ...(fileSize === undefined ? {} : { videoSize: fileSize }),
    },
  };
}

function join(parts: readonly (string | undefined)[], separator: string): string {
  return parts.filter((part) => part !== undefined).join(separator);
}

function formatSize(bytes: number | null): string | undefined {
  if (bytes === null) return undefined;
  const gibibytes = bytes / 2 ** 30;
  return gibibytes >= 1 ? `${gibibytes.toFixed(1)} GiB` : `${Math.round(bytes / 2 ** 20)} MiB`;
}
