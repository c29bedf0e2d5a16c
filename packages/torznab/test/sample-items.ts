/** One item of each kind; every title is freely licensed, in the public domain or invented. */

import type { TorznabItem } from "../src/item.ts";

const DAY = 86_400_000;
const FIRST = Date.UTC(2024, 4, 17, 20, 15, 9);

/** The item of each kind, newest first, by the name of the kind. */
export const SAMPLE_ITEMS: Readonly<Record<string, TorznabItem>> = {
  film: sample(0, {
    title: "Big.Buck.Bunny.2008.2160p.WEB-DL.x265-BLENDER",
    size: 3_221_225_472,
    categories: [2045, 2080, 2090],
    imdbId: 1_254_207,
    tmdbId: 10_378,
    year: 2008,
    resolution: "2160p",
    videoCodec: "x265",
    languages: ["English", "German"],
    group: "BLENDER",
    seeders: 120,
    leechers: 4,
    snatches: 900,
    fileCount: 3,
    publishDate: new Date(Date.UTC(2008, 4, 30)),
  }),
  episode: sample(1, {
    title: "Harbour.Lights.S01E02.1080p.WEB.x264-QUAY",
    size: 1_500_000_000,
    categories: [5040],
    tvdbId: 990_001,
    tvmazeId: 990_002,
    imdbId: 12_345,
    season: 1,
    episode: 2,
    resolution: "1080p",
    seeders: 0,
    leechers: 7,
  }),
  "season-pack": sample(2, {
    title: "Harbour Lights S00 <Specials> & \"Extras\" 'uncut' 720p",
    size: 9_000_000_000,
    categories: [5000, 5040],
    season: 0,
    seeders: 3,
  }),
  anime: sample(3, {
    title: "[Moe] 港の灯 - 07 (1080p) [ABCDEF12] 🌊",
    size: 700_000_000,
    categories: [5070, 5040],
    anidbId: 990_007,
    languages: ["Japanese"],
  }),
  album: sample(4, {
    title: "Kimiko Ishizaka - Open Goldberg Variations (2012) [FLAC]",
    size: 400_000_000,
    categories: [3040],
    artist: "Kimiko Ishizaka",
    album: "Open Goldberg Variations",
    publisher: "Open Goldberg",
    year: 2012,
  }),
  book: sample(5, {
    title: "Jane Austen - Pride and Prejudice (EPUB)",
    size: 620_000,
    categories: [7020],
    author: "Jane Austen",
    bookTitle: "Pride and Prejudice",
  }),
  software: sample(6, {
    title: "debian-12.5.0-amd64-netinst.iso",
    size: 659_554_304,
    categories: [4020],
    description: "Installation image",
  }),
  private: privateSample(7),
  game: sample(9, {
    title: "Xonotic 0.8.6 (Linux, Windows, macOS)",
    size: 1_200_000_000,
    categories: [4050],
    seeders: 40,
  }),
  daily: sample(10, {
    title: "Evening.Report.2024.05.17.720p.WEB.x264-QUAY",
    size: 900_000_000,
    categories: [5040],
    airDate: new Date(Date.UTC(2024, 4, 17)),
    year: 2024,
  }),
  audiobook: sample(11, {
    title: "Herman Melville - Moby Dick (LibriVox) MP3",
    size: 700_000_000,
    categories: [3030],
    author: "Herman Melville",
    bookTitle: "Moby Dick",
    languages: ["English"],
  }),
  "magnet-only": {
    guid: `urn:btih:${infoHash(8)}`,
    title: "holiday pictures",
    pubDate: new Date(FIRST - 8 * DAY),
    size: 0,
    categories: [],
    infoHash: infoHash(8).toUpperCase(),
    magnetUrl: `magnet:?xt=urn:btih:${infoHash(8)}&dn=holiday+pictures`,
  },
};

/** A page of `count` items with everything in them. */
export function manyItems(count: number): TorznabItem[] {
  const film = SAMPLE_ITEMS["film"];
  if (!film) throw new Error("the film expected among the samples");
  return Array.from({ length: count }, (_, index) => ({
    ...film,
    guid: `https://index.example/torrents/${infoHash(index)}`,
    infoHash: infoHash(index),
    title: `Big Buck Bunny & friends ${index}`,
    pubDate: new Date(FIRST - index * 1000),
  }));
}

type Sample = Omit<TorznabItem, "guid" | "pubDate" | "magnetUrl" | "torrentUrl">;

function sample(number: number, release: Sample): TorznabItem {
  const hash = infoHash(number);
  return {
    ...release,
    guid: `https://index.example/torrents/${hash}`,
    pubDate: new Date(FIRST - number * DAY),
    detailsUrl: `https://index.example/torrents/${hash}`,
    infoHash: hash,
    torrentUrl: `https://index.example/torznab/download/${hash}.torrent?apikey=k&via=feed`,
    magnetUrl: `magnet:?xt=urn:btih:${hash}&dn=sample&tr=udp%3A%2F%2Ftracker.example%3A6969`,
  };
}

function privateSample(number: number): TorznabItem {
  const hash = infoHash(number);
  return {
    guid: `https://index.example/torrents/${hash}`,
    title: "Sintel.2010.1080p.BluRay.x264-DURIAN",
    pubDate: new Date(FIRST - number * DAY),
    size: 5_000_000_000,
    categories: [2040, 2050],
    infoHash: hash,
    torrentUrl: `https://index.example/torznab/download/${hash}.torrent?apikey=k`,
    seeders: 10,
    leechers: 0,
    downloadVolumeFactor: 0.5,
    uploadVolumeFactor: 2,
    minimumRatio: 1.05,
    minimumSeedTimeSeconds: 259_200,
    tags: ["internal"],
  };
}

function infoHash(number: number): string {
  return (number + 0xa0).toString(16).padStart(40, "c0ffee");
}
