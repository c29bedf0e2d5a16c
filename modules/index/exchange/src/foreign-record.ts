import { categoryOfContentType, cleanText } from "@minato/torrents/field-values";
import { MAX_FILES } from "@minato/torrents/file-list";

import type { ExportRecord } from "./export-record.ts";

/** A torrent as another program knows it. */
export interface ForeignTorrent {
  /** 40 hex digits. */
  infoHash: string;
  name: string;
  /** Bytes. */
  size: number | undefined;
  isPrivate: boolean;
  files: readonly { path: string; size: number }[];
  /** When that program met it, ISO 8601 in UTC. */
  discoveredAt: string;
  /** Newest first is not needed; the earliest date and the largest numbers count. */
  sources: readonly {
    name: string;
    firstSeenAt: string;
    lastSeenAt: string;
    seeders: number | undefined;
    leechers: number | undefined;
    publishedAt: string | undefined;
  }[];
  /** movie, tv_show, … */
  contentType: string | undefined;
  /** Numbers by catalogue: `imdb`, `tmdb`, `tvdb`. */
  contentIds: Readonly<Record<string, string | undefined>>;
}

const MAX_TITLE_LENGTH = 1000;
const MAX_SOURCE_LENGTH = 100;

/**
 * Turns a torrent of another program into a record that can be restored: it keeps the dates at which
 * that program met it, so that a feed does not show all of it as new.
 */
export function toExportRecord(torrent: ForeignTorrent): Partial<ExportRecord> {
  const { contentIds, contentType } = torrent;
  const sources = torrent.sources.map(toSource);
  const category = contentType === undefined ? undefined : categoryOfContentType(contentType);
  const files = torrent.files
    .slice(0, MAX_FILES)
    .map(({ path, size }) => ({ path: cleanText(path), size }));
  return withoutUndefined({
    infoHash: torrent.infoHash,
    title: cleanText(torrent.name).slice(0, MAX_TITLE_LENGTH).toWellFormed().trim(),
    isTitleDerived: true,
    size: torrent.size,
    private: torrent.isPrivate,
    fileCount: torrent.files.length,
    files: files.length === 0 ? undefined : files,
    category: category === undefined ? undefined : [category],
    publishedAt: torrent.sources
      .flatMap(({ publishedAt }) => publishedAt ?? [])
      .toSorted()
      .at(0),
    indexedAt: torrent.discoveredAt,
    seeders: largest(sources.map(({ seeders }) => seeders)),
    leechers: largest(sources.map(({ leechers }) => leechers)),
    checkedAt: sources
      .flatMap(({ checkedAt }) => checkedAt ?? [])
      .toSorted()
      .at(-1),
    imdbId: readId(contentIds["imdb"]?.replace(/^tt/, "")),
    tmdbId: readId(contentIds["tmdb"]),
    tvdbId: readId(contentIds["tvdb"]),
    sources,
  });
}

function toSource(source: ForeignTorrent["sources"][number]): ExportRecord["sources"][number] {
  const { seeders, leechers, firstSeenAt, lastSeenAt } = source;
  const isCounted = seeders !== undefined || leechers !== undefined;
  return {
    name: cleanText(source.name).slice(0, MAX_SOURCE_LENGTH).trim(),
    firstSeenAt,
    lastSeenAt,
    ...(isCounted ? { checkedAt: lastSeenAt } : {}),
    ...(seeders === undefined ? {} : { seeders }),
    ...(leechers === undefined ? {} : { leechers }),
  };
}

function largest(numbers: readonly (number | undefined)[]): number | undefined {
  const known = numbers.filter((number) => number !== undefined);
  return known.length === 0 ? undefined : Math.max(...known);
}

/** Whole numbers that fit; another catalogue's idea of an identifier is left out. */
function readId(text: string | undefined): number | undefined {
  if (text === undefined || !/^\d{1,10}$/.test(text)) return undefined;
  const id = Number(text);
  return id > 0 && id <= 2_147_483_647 ? id : undefined;
}

function withoutUndefined<T extends Record<string, unknown>>(fields: T): Partial<ExportRecord> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
