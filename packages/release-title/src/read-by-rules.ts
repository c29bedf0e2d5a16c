import type { ParsedResult } from "@viren070/parse-torrent-title";

import { findComicTitle } from "./comic-title.ts";
import { findGroup } from "./find-group.ts";
import { parseGuarded } from "./guarded-parser.ts";
import { gated } from "./patterns/gated-pattern.ts";
import { readNumbering, sortNumbers } from "./read-episodes.ts";
import {
  findAudioChannels,
  readAudioCodecs,
  readBitDepth,
  readHdr,
  readResolution,
  readSource,
  readVideoCodec,
} from "./read-media.ts";
import { countsDiscs, readDisc, readPart, readVolume } from "./read-parts.ts";
import { readEditions, readLanguages } from "./read-words.ts";
import { createEmptyReleaseTitle, type ReleaseTitle } from "./release-title.ts";

const CRC = gated(/[[(]([\da-f]{8})[\])]/iu);
const VERSION = gated(/(?:\d|[ ._\-([])v(\d)(?![\d.])(?=[^\da-z]|$)/iu);
const FILE_EXTENSION =
  /\.(mkv|mk3d|mp4|m4v|avi|wmv|mov|mpg|mpeg|ts|m2ts|vob|webm|flv|ogm|divx|3gp|iso|img|srt|ass|ssa|sub|idx|nfo|mp3|flac|m4a|m4b|aac|ogg|opus|wav|ape|epub|mobi|azw3|pdf|djvu|fb2|cbr|cbz|cb7|zip|rar|7z|exe|msi|apk|ipa|dmg|pkg|deb|rpm|nsp|xci|torrent|nzb)$/iu;
/** Language and source words the library leaves behind a title; an article shows that they are it. */
const TRAILING_TAGS =
  /((?:^|[ .])(?!(?:[Tt]he|[Aa]n?|[Mm]y|[Dd]er|[Dd]ie|[Dd]as|[Ll]e|[Ll]a)[ .])\S+)(?:[ .](?:German|French|GERMAN|FRENCH|DL|ML|DUAL|WEB))+$/u;
const BRACKETED_YEAR = gated(/\(((?:18|19|20)\d\d)\)/u);
const WRITTEN_EPISODE = gated(/(?<!\p{L})(?:e|eps?|episode|#|第|part|pt)[ ._]?\d/iu);
const ANIME = gated(/\banime\b/iu);
/** One of these is in {@link TRAILING_TAGS}. */
const TRAILING_TAG = gated(/German|French|GERMAN|FRENCH|DL|ML|DUAL|WEB/u);
/** A leading [Group] with a bare episode number or a checksum is how fansub groups write. */
const FANSUB_NAME = /^[[【][^\]】]{1,60}[\]】]/u;

/** What the rules make of a name, beside what the library found. */
export interface RuleReading {
  /** Without its group, which the tagger settles. */
  release: ReleaseTitle;
  group: string | undefined;
  found: ParsedResult;
}

/** Reads a prepared name by the library's patterns and our own, without the tagger. */
export function readByRules(prepared: string): RuleReading {
  const found = parseGuarded(prepared);
  const release = createEmptyReleaseTitle(prepared);
  release.title = readTitle(found, prepared);
  readNumbers(release, found, prepared);
  readPicture(release, found, prepared);
  readSound(release, found, prepared);
  readMarks(release, found, prepared);
  if (FANSUB_NAME.test(prepared)) readTrailingEpisode(release);
  release.isAnime = looksLikeAnime(release, found, prepared);
  if (release.isAnime && release.seasons.length === 0) {
    release.absoluteEpisodes = [...release.episodes];
  }
  return { release, group: findGroup(found, prepared), found };
}

function readTitle(found: ParsedResult, name: string): string {
  const isPicture =
    (found.resolution ?? found.codec ?? found.quality ?? found.seasons) !== undefined;
  const comicTitle = isPicture ? undefined : findComicTitle(name);
  if (comicTitle !== undefined) return comicTitle;
  const stated = found.title ?? "";
  const title = TRAILING_TAG.test(name) ? stated.replace(TRAILING_TAGS, "$1") : stated;
  return title === "" ? name : title;
}

function readNumbers(release: ReleaseTitle, found: ParsedResult, name: string): void {
  const [year, yearEnd] = (found.year ?? "").split("-").map(Number);
  if (year) release.year = year;
  if (yearEnd) release.yearEnd = yearEnd;
  else readBracketedYear(release, name);
  const { seasons, episodes } = readNumbering(found, name);
  release.seasons = seasons;
  release.episodes = countsDiscs(name) || isDaily(found, seasons, name) ? [] : episodes;
  const [season] = release.seasons;
  if (season !== undefined && season >= 1900) release.year ??= season;
  release.volumes = sortNumbers(found.volumes);
  readParts(release, name);
  if (found.episodeTitle) release.episodeTitle = found.episodeTitle;
  if (found.date) release.airDate = found.date;
  const version = VERSION.exec(name)?.[1];
  if (version !== undefined) release.version = Number(version);
}

/** An episode that is named by its day has a number only where one is written. */
function isDaily(found: ParsedResult, seasons: readonly number[], name: string): boolean {
  if (found.date === undefined || seasons.length > 0 || FANSUB_NAME.test(name)) return false;
  return !WRITTEN_EPISODE.test(name);
}

function readParts(release: ReleaseTitle, name: string): void {
  const part = readPart(name);
  if (part !== undefined) release.part = part;
  const disc = readDisc(name);
  if (disc !== undefined) release.disc = disc;
  const volume = release.volumes.length === 0 ? readVolume(name) : undefined;
  if (volume !== undefined) release.volumes = [volume];
}

/** The only year in round brackets is the year of the work, whatever other years a name holds. */
function readBracketedYear(release: ReleaseTitle, name: string): void {
  const only = BRACKETED_YEAR.exec(name);
  if (!only || BRACKETED_YEAR.test(name.slice(only.index + 1))) return;
  release.year = Number(only[1]);
}

function readPicture(release: ReleaseTitle, found: ParsedResult, name: string): void {
  const resolution = readResolution(found, name);
  if (resolution !== undefined) release.resolution = resolution;
  const source = readSource(found, name);
  if (source !== undefined) release.source = source;
  release.isRemux = found.quality !== undefined && /remux/iu.test(found.quality);
  const videoCodec = readVideoCodec(found, name);
  if (videoCodec !== undefined) release.videoCodec = videoCodec;
  const bitDepth = readBitDepth(found, name);
  if (bitDepth !== undefined) release.bitDepth = bitDepth;
  release.hdr = readHdr(found, name);
  release.is3d = found.threeD !== undefined;
}

function readSound(release: ReleaseTitle, found: ParsedResult, name: string): void {
  release.audioCodecs = readAudioCodecs(found, name);
  const channels = findAudioChannels(found, name);
  if (channels !== undefined) release.audioChannels = channels;
  const languages = found.languages ?? [];
  release.languages = readLanguages(languages, name);
  release.hasMultipleAudio = languages.includes("multi audio") || languages.includes("dual audio");
  release.isDubbed = found.dubbed === true;
  release.isSubbed = found.subbed === true;
  release.hasHardcodedSubtitles = found.hardcoded === true;
}

function readMarks(release: ReleaseTitle, found: ParsedResult, name: string): void {
  release.isComplete = found.complete === true;
  release.editions = readEditions(found, name);
  release.isProper = found.proper === true;
  release.isRepack = found.repack === true;
  release.isDocumentary = found.documentary === true;
  const container = FILE_EXTENSION.exec(name)?.[1] ?? found.extension ?? found.container;
  if (container) release.container = container.toLowerCase();
  const crc = CRC.exec(name)?.[1];
  if (crc !== undefined && /\d/u.test(crc)) release.crc = crc.toUpperCase();
  if (found.network) release.network = found.network;
  if (found.site) release.website = found.site;
}

function looksLikeAnime(release: ReleaseTitle, found: ParsedResult, name: string): boolean {
  if ((found.releaseTypes ?? []).length > 0 || ANIME.test(name)) return true;
  if (!FANSUB_NAME.test(name)) return false;
  return release.episodes.length > 0 || release.crc !== undefined;
}

/** Fansub groups also write "[Group] Title 07" and "[Group] Title #07v2". */
function readTrailingEpisode(release: ReleaseTitle): void {
  const match = /^(.*\D)[ _](?:- )?#?(\d{2,4})(?:v(\d))?$/iu.exec(release.title);
  if (!match || release.episodes.length > 0 || release.year !== undefined) return;
  const [, title = "", episode, version] = match;
  release.title = title.trim();
  release.episodes = [Number(episode)];
  if (version !== undefined) release.version = Number(version);
}
