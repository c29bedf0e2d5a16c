/** Readers of single values of a record; each throws `FieldProblem` when a value is not usable. */
import { findCategoryByName } from "@minato/torznab";

const MAX_COUNT = 2_147_483_647;
const DIGITS = /^\d{1,16}$/;
const FIRST_DATE = Date.UTC(1970, 0, 1);
const LAST_DATE = Date.UTC(2100, 0, 1);
const TRACKER_PROTOCOLS = new Set(["http:", "https:", "udp:", "ws:", "wss:"]);
const MAX_TRACKERS = 100;
const MAX_TRACKER_LENGTH = 500;
const LAST_STANDARD_CATEGORY = 8999;
const FIRST_CUSTOM_CATEGORY = 100_000;
const LAST_CUSTOM_CATEGORY = 999_999;

/** bitmagnet's content types and common spellings, as the category they stand for. */
const CONTENT_TYPE_CATEGORIES: Readonly<Record<string, number>> = {
  movie: 2000,
  tv: 5000,
  tv_show: 5000,
  anime: 5070,
  music: 3000,
  audiobook: 3030,
  ebook: 7020,
  comic: 7030,
  magazine: 7010,
  game: 4050,
  software: 4000,
  sport: 5060,
  adult: 6000,
  xxx: 6000,
};

/** A value of a record that is not what its field takes. */
export class FieldProblem extends Error {
  readonly field: string;

  constructor(field: string, message: string) {
    super(message);
    this.name = "FieldProblem";
    this.field = field;
  }
}

/** A non-negative integer or its digits, at most `max`. */
export function readInteger(
  field: string,
  value: number | string | null | undefined,
  max = Number.MAX_SAFE_INTEGER,
): number | undefined {
  if (value === null || value === undefined || value === "") return undefined;
  const number = typeof value === "string" && DIGITS.test(value) ? Number(value) : value;
  if (typeof number === "number" && Number.isInteger(number) && number >= 0 && number <= max) {
    return number;
  }
  throw new FieldProblem(
    field,
    `expected a non-negative integer up to ${max}, got ${shorten(value)}`,
  );
}

/** A number of peers or snatches. */
export function readCount(
  field: string,
  value: number | string | null | undefined,
): number | undefined {
  return readInteger(field, value, MAX_COUNT);
}

/** An ISO 8601 date or Unix seconds between 1970 and 2100. */
export function readDate(
  field: string,
  value: number | string | null | undefined,
): Date | undefined {
  if (value === null || value === undefined || value === "") return undefined;
  const isSeconds = typeof value === "number" || /^\d{1,11}$/.test(value);
  const time = isSeconds ? Number(value) * 1000 : parseIsoDate(String(value));
  if (time >= FIRST_DATE && time <= LAST_DATE) return new Date(time);
  throw new FieldProblem(
    field,
    `expected an ISO 8601 date or Unix seconds between 1970 and 2100, got ${shorten(value)}`,
  );
}

/** Newznab category numbers from a number, a name, or a list of either. */
export function readCategories(
  field: string,
  value: number | string | readonly (number | string)[] | null | undefined,
): number[] | undefined {
  if (value === null || value === undefined || value === "") return undefined;
  const list = Array.isArray(value) ? value : [value as number | string];
  return [...new Set(list.map((entry) => readCategory(field, entry)))].toSorted((a, b) => a - b);
}

/** The category a content type stands for, undefined when the type is not known. */
export function categoryOfContentType(contentType: string): number | undefined {
  const key = contentType.toLowerCase();
  return Object.hasOwn(CONTENT_TYPE_CATEGORIES, key) ? CONTENT_TYPE_CATEGORIES[key] : undefined;
}

/** IMDb's number, with or without `tt`. */
export function readImdbId(
  field: string,
  value: number | string | null | undefined,
): number | undefined {
  return readExternalId(field, typeof value === "string" ? value.replace(/^tt/i, "") : value);
}

/** The number of a catalogue entry; zero means unknown there. */
export function readExternalId(
  field: string,
  value: number | string | null | undefined,
): number | undefined {
  return readInteger(field, value, MAX_COUNT) || undefined;
}

/** A MusicBrainz identifier: a UUID. */
export function readUuid(field: string, value: string | null | undefined): string | undefined {
  if (value === null || value === undefined || value === "") return undefined;
  if (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value)) return value.toLowerCase();
  throw new FieldProblem(field, `expected a UUID, got ${shorten(value)}`);
}

/** Announce URLs; what is no tracker's address is dropped, for magnet links carry all sorts of them. */
export function readTrackers(urls: readonly string[]): readonly string[] {
  if (urls.length === 0) return urls;
  const usable = urls
    .slice(0, MAX_TRACKERS * 4)
    .map((url) => url.trim())
    .filter((url) => url.length <= MAX_TRACKER_LENGTH && isTrackerUrl(url));
  return [...new Set(usable)].slice(0, MAX_TRACKERS);
}

/** Without control characters and blanks at the ends, in ASCII: as most text is. */
const CLEAN_TEXT = /^(?:[!-~](?:[ -~]*[!-~])?)?$/;

/** Text without control characters and surrounding blanks; PostgreSQL takes no NUL. */
export function cleanText(text: string): string {
  if (CLEAN_TEXT.test(text)) return text;
  return text
    .toWellFormed()
    .replace(/\p{Cc}+/gu, " ")
    .trim();
}

/** A value as an error message may repeat it. */
export function shorten(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length <= 60 ? text : `${text.slice(0, 59)}…`;
}

function readCategory(field: string, value: number | string): number {
  const number = typeof value === "string" && DIGITS.test(value) ? Number(value) : value;
  if (typeof number === "number") {
    const isStandard = number >= 1000 && number <= LAST_STANDARD_CATEGORY;
    const isCustom = number >= FIRST_CUSTOM_CATEGORY && number <= LAST_CUSTOM_CATEGORY;
    if (Number.isInteger(number) && (isStandard || isCustom)) return number;
  } else {
    const found = findCategoryByName(number) ?? categoryOfContentType(number);
    if (found !== undefined) return found;
  }
  throw new FieldProblem(
    field,
    `expected a Newznab category number or name, got ${shorten(value)}`,
  );
}

function parseIsoDate(text: string): number {
  return /^\d{4}-\d{2}-\d{2}/.test(text) ? Date.parse(text) : Number.NaN;
}

function isTrackerUrl(text: string): boolean {
  const url = URL.parse(text);
  return url !== null && TRACKER_PROTOCOLS.has(url.protocol) && url.hostname !== "";
}
