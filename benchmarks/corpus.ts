import { hash } from "node:crypto";

import { createRandom, type Random } from "./random.ts";
import { drawShape, type ReleaseShape } from "./release-shapes.ts";

/** A record as `POST /api/v1/torrents/ingest` takes it. */
export interface CorpusRecord {
  infoHash: string;
  title: string;
  size: number;
  source: string;
  files?: { path: string; size: number }[];
  seeders?: number;
  leechers?: number;
  category?: number;
  publishedAt?: string;
  trackers?: string[];
  imdbId?: string;
}

/** How to generate. */
export interface CorpusOptions {
  /** Files of a torrent on average; 0 leaves the list out. */
  filesPerTorrent?: number;
  /** Another number draws other seeders and leechers for the same torrents. */
  swarmSeed?: number;
}

const DEFAULT_FILES = 9;
const SINGLE_FILE_SHARE = 0.3;
const MAX_FILES = 400;
const MAX_SEEDERS = 50_000;
const SWARM_EXPONENT = 1.25;
const FIRST_DAY = Date.UTC(2012, 0, 1);
const DAYS = 5000;
const DAY = 86_400_000;
const SOURCE_NAMES = ["dht", "dht", "dht", "feed-a", "feed-b", "feed-c", "upload"];
const TRACKERS = [1, 2, 3, 4].map((index) => `udp://tracker${index}.example.org:6969/announce`);

/**
 * The record with a number: always the same for the same number and options, whatever was generated
 * before. All names are invented or those of freely licensed works.
 */
export function generateRecord(index: number, options: CorpusOptions = {}): CorpusRecord {
  const random = createRandom(index);
  const shape = drawShape(random);
  const files = drawFiles(random, shape, options.filesPerTorrent ?? DEFAULT_FILES);
  let size = 0;
  for (const file of files) size += file.size;
  const record: CorpusRecord = {
    infoHash: hash("sha1", `torrent ${index}`),
    title: shape.title,
    size: size > 0 ? size : drawSize(random, shape.typicalSize),
    source: random.pick(SOURCE_NAMES),
  };
  if (files.length > 0) record.files = files;
  if (random.chance(0.6)) record.category = shape.category;
  if (random.chance(0.7)) record.publishedAt = drawDate(random);
  if (random.chance(0.4)) record.trackers = TRACKERS.slice(random.below(TRACKERS.length));
  if (shape.imdbNumber !== undefined && random.chance(0.2)) {
    record.imdbId = `tt${shape.imdbNumber}`;
  }
  addSwarm(record, createRandom(index * 31 + 17 + (options.swarmSeed ?? 0)));
  return record;
}

/** The records from one number on, one after the other. */
export function* generateRecords(
  from: number,
  count: number,
  options: CorpusOptions = {},
): Generator<CorpusRecord, void> {
  for (let index = from; index < from + count; index++) yield generateRecord(index, options);
}

function drawFiles(
  random: Random,
  shape: ReleaseShape,
  mean: number,
): { path: string; size: number }[] {
  const count = drawFileCount(random, mean);
  const files = [];
  for (let index = 0; index < count; index++) {
    const isLarge = shape.isEven || index === 0;
    const size = drawSize(random, isLarge ? shape.typicalSize : 60_000);
    files.push({ path: shape.nameFile(index, count), size });
  }
  return files;
}

/** One file for three torrents in ten, an exponential number with the right mean for the others. */
function drawFileCount(random: Random, mean: number): number {
  if (mean <= 0) return 0;
  if (mean < 2 || random.chance(SINGLE_FILE_SHARE)) return 1;
  const others = (mean - SINGLE_FILE_SHARE) / (1 - SINGLE_FILE_SHARE);
  const drawn = 2 - Math.log(1 - random.next()) * Math.max(0, others - 1.5);
  return Math.min(MAX_FILES, Math.floor(drawn));
}

function drawSize(random: Random, typical: number): number {
  return 1 + Math.floor(typical * (0.25 + random.next() * 1.5));
}

function drawDate(random: Random): string {
  const milliseconds = FIRST_DAY + Math.floor(random.next() * DAYS) * DAY + random.below(DAY);
  return new Date(milliseconds).toISOString();
}

/** Heavy-tailed counts: nobody for many, thousands for a few; for some nothing is known. */
function addSwarm(record: CorpusRecord, random: Random): void {
  if (random.chance(0.15)) return;
  const drawn = Math.floor((1 - random.next()) ** -SWARM_EXPONENT) - 1;
  record.seeders = Math.min(MAX_SEEDERS, drawn);
  record.leechers = Math.floor(record.seeders * random.next() * 0.6) + random.below(2);
}
