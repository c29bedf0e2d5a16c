import { handlers, Parser, type Handler, type ParsedResult } from "@viren070/parse-torrent-title";

import { isAscii } from "./ascii.ts";
import { gated } from "./patterns/gated-pattern.ts";

/** Longest number a season, episode or volume range may hold: the library counts through ranges. */
const MAX_RANGE_DIGITS = 4;

const COUNTED_FIELDS: ReadonlySet<string> = new Set(["seasons", "episodes", "volumes"]);
/** Cut out by patterns that count UTF-16 units, so that they can end inside a character. */
const TEXT_FIELDS = ["title", "episodeTitle", "group", "site"] as const;
const LONG_NUMBER = new RegExp(`\\d{${MAX_RANGE_DIGITS + 1}}`);

/** A rule of the library with every property, so that all have the same shape in memory. */
class GuardedHandler implements Handler {
  field: string;
  pattern?: RegExp;
  validateMatch?: NonNullable<Handler["validateMatch"]>;
  transform?: NonNullable<Handler["transform"]>;
  process?: NonNullable<Handler["process"]>;
  remove?: boolean;
  keepMatching?: boolean;
  skipIfFirst?: boolean;
  skipIfBefore?: string[];
  skipFromTitle?: boolean;
  retryPastTitle?: RegExp;
  mustEndTitle?: boolean;
  matchGroup?: number;
  valueGroup?: number;

  constructor(handler: Handler) {
    this.field = handler.field;
    Object.assign(this, handler);
    const { transform } = handler;
    if (!transform || !COUNTED_FIELDS.has(handler.field)) return;
    this.transform = (title, meta, result) => {
      if (LONG_NUMBER.test(String(meta.value))) meta.value = null;
      else transform(title, meta, result);
    };
  }
}

const parser = new Parser().addHandlers(handlers.map((handler) => new GuardedHandler(handler)));

/** Has every field that is read from the beginning, so that all have the same shape in memory. */
class LibraryReading implements ParsedResult {
  audio?: string[];
  bitDepth?: string;
  channels?: string[];
  codec?: string;
  complete?: boolean;
  container?: string;
  date?: string;
  documentary?: boolean;
  dubbed?: boolean;
  editions?: string[];
  episodeTitle?: string;
  episodes?: number[];
  extended?: boolean;
  extension?: string;
  group?: string;
  hdr?: string[];
  hardcoded?: boolean;
  languages?: string[];
  network?: string;
  proper?: boolean;
  quality?: string;
  releaseTypes?: string[];
  repack?: boolean;
  resolution?: string;
  seasons?: number[];
  site?: string;
  subbed?: boolean;
  threeD?: string;
  title?: string;
  uncensored?: boolean;
  unrated?: boolean;
  volumes?: number[];
  year?: string;
  // Found but not used.
  commentary?: boolean;
  convert?: boolean;
  country?: string;
  ppv?: boolean;
  episodeCode?: string;
  region?: string;
  retail?: boolean;
  size?: string;
  regraded?: boolean;
  upscaled?: boolean;
}

/**
 * Runs the patterns of `@viren070/parse-torrent-title` over a prepared name. Ranges with numbers
 * of more than four digits are no match: the library would allocate every number between the two.
 */
export function parseGuarded(preparedName: string): ParsedResult {
  const found = Object.assign(
    new LibraryReading(),
    parser.parse<ParsedResult>(shorten(respell(preparedName))),
  );
  if (isAscii(preparedName)) return found;
  for (const field of TEXT_FIELDS) {
    const text = found[field];
    if (text !== undefined) found[field] = text.toWellFormed();
  }
  return found;
}

/** Steps that the clean-up of a title by the library may take; some milliseconds. */
const MOST_STEPS = 1_500_000;
const NON_LATIN_LETTER = /[\u0400-\u04FF\u3040-\u30FF\u4E00-\u9FFF]/gu;

/**
 * Drops letters outside Latin script where there are so many that the library would take long. Its
 * search for a title in another script tries every place of the text behind the last "/" or "|" with
 * each of those letters, to the end.
 */
function shorten(name: string): string {
  const from = Math.max(name.lastIndexOf("/"), name.lastIndexOf("|")) + 1;
  const most = Math.floor(MOST_STEPS / (name.length - from + 1) ** 2);
  if (name.length - from <= most || isAscii(name)) return name;
  let left = most;
  const tail = name.slice(from).replace(NON_LATIN_LETTER, (letter) => (left-- > 0 ? letter : ""));
  return name.slice(0, from) + tail;
}

const STREAM_ENDING = gated(/\.ts$/iu);
const SIGN_BETWEEN = gated(/\d{3}[*×]\d{3}/u);
const JOINED_CHANNELS = gated(/(?:atmos|truehd|opus|pcm)\d\.\d/iu);

/** Spellings that the library takes for something else, in those it knows. */
function respell(name: string): string {
  const text = STREAM_ENDING.replaceIn(name, "");
  if (!SIGN_BETWEEN.mayMatch(name) && !JOINED_CHANNELS.mayMatch(name)) return text;
  return text
    .replaceAll(/(?<!\d)(\d{3,4})[*×](\d{3,4})(?!\d)/gu, "$1x$2")
    .replaceAll(/(atmos|truehd|opus|pcm)(?=\d\.\d)/giu, "$1 ");
}
