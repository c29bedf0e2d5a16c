import {
  dropFileEnding,
  splitSceneGroup,
  toWords,
  toYear,
  type KindReading,
} from "./kind-reading.ts";

/** Words of a scene name that describe medium and edition and not the work. */
const MEDIUM =
  /^(?:\d{0,2}(?:CD[AEMRS]?|LP|DVD[AR]?|VINYL|EP|MCD|BOX)|CDEP|MP3CD|SACD|HDCD|K7|TAPE|CASSETTE|\d{0,2}INCH|\d{2,3}KBPS|MAXI|SINGLE|WEB(?:FLAC)?|FLAC|MP3|WAV|AAC|OST|PROMO|ADV(?:ANCE)?\.?|READNFO|RETAIL|BOOTLEG|VLS|SAT|DVB[CST]|CABLE|DAB|DDC|FM|LINE|SBD|SIRIUSXM|PROPER|REPACK|RERIP|REISSUE|REMASTER(?:ED)?|BONUS|TRACKS|LIMITED|DELUXE|SPECIAL|EDITION|BOXSET|SET|DE|EN|FR|ES|IT|NL|PL|SE|ABOOK|AUDIOBOOK|x26[45]|\d{3,4}p|HDTV|DVDRip|\d{13}|MULTI|F\d{2,3})$/iu;
/** A catalogue number. */
const CATALOGUE = /^\(?[A-Z]{2,10}[ _]?\d[\w ]*\)?$/iu;
/** Two digits of a date, which is written as three parts. */
const TWO_DIGITS = /^\d\d$/u;
/** A mix of the work, behind its title. */
const MIX = /[_ ]\((?:[\w.' ]*[_ ])?(?:re)?mix(?:es)?\)$/iu;
/** A part of a name in round brackets, which may hold hyphens. */
const BRACKETED = /^\(.*\)$/u;
/** Hyphens that stand outside of round brackets. */
const HYPHEN = /-+(?![^()]*\))/u;
/** Guests behind the title, and what follows them. */
const GUESTS = /[_ ]\(?(?:feat|ft|featuring)[._ ].*$/iu;
/** Where the title of an album ends in a name written with blanks. */
const DETAILS =
  / *(?:[([{](?!.*(?:feat|ft)\b)|,? \b(?:(?:19|20)\d\d|\d{2,3} ?kbps|\d{2,3}\b ?(?:vbr|cbr)?$|flac|mp3|lossless|320|web|cd ?rip)\b.*)/iu;
const BRACKETED_YEAR = /[([{]((?:19|20)\d\d)[)\]} ,-]/u;
const SPACED_SCENE = /^([^-]+-(?:.+-(?:19|20)\d\d|(?:19|20)\d\d-.+))-([\p{L}\p{N}]{2,20})$/u;
/** A year, alone or behind its medium. */
const YEAR_PART = /^(?:WEB)?((?:19|20)[\dX]{2})$/iu;

/**
 * Reads "Artist-Title-MEDIUM-2011-GRP" and "Artist - Title (2011) [FLAC]"; `undefined` for what has
 * no artist.
 */
export function readMusic(name: string): KindReading | undefined {
  const bare = dropFileEnding(name);
  return readScene(bare) ?? readWritten(bare);
}

function readScene(name: string): KindReading | undefined {
  const scene = splitSceneGroup(name) ?? splitSpacedScene(name);
  if (!scene) return undefined;
  // With "_-_" between artist and title, hyphens before it belong to the artist.
  const [written = "", ...titles] = scene.body.split(/(?<!\d)_-_(?!\d)/u);
  const parts = (titles.length > 0 ? titles.join("_-_") : scene.body).split(HYPHEN).filter(Boolean);
  const artist = titles.length > 0 ? written : (parts.shift() ?? "");
  const yearAt = parts.findLastIndex((part) => YEAR_PART.test(part));
  const year = toYear(YEAR_PART.exec(parts[yearAt] ?? "")?.[1]);
  const rest = parts.filter((_, index) => index !== yearAt);
  const end = rest.findIndex((part, index) => index > 0 && isMedium(part, rest[index + 1]));
  const title = (end < 0 ? rest : rest.slice(0, end)).filter(
    (part, index) => index === 0 || !BRACKETED.test(part),
  );
  if (title.length === 0) return undefined;
  return {
    title: toWords(title.join("-").replace(GUESTS, "").replace(MIX, "")),
    artist: toWords(artist),
    group: scene.group,
    ...(year !== undefined && { year }),
  };
}

/** "Artist Name-Title of Work-2011-GRP": only a year shows that hyphens divide. */
function splitSpacedScene(name: string): ReturnType<typeof splitSceneGroup> {
  const match = name.includes(" - ") ? null : SPACED_SCENE.exec(name);
  return match ? { body: match[1] ?? "", group: match[2] ?? "" } : undefined;
}

function isMedium(part: string, next = ""): boolean {
  if (TWO_DIGITS.test(part)) return TWO_DIGITS.test(next);
  const words = part.replaceAll(/[()]/gu, "").split(/[_ ]/u);
  const isStated = words.every((word) => MEDIUM.test(word) || /^\d+$/u.test(word));
  return CATALOGUE.test(part) || (isStated && !/^\d+$/u.test(part));
}

function readWritten(name: string): KindReading | undefined {
  const parts = name.replaceAll(/[_+]/gu, " ").split(/ [-–] /u);
  const [artist = "", second = ""] = parts;
  const year = toYear(second.replaceAll(/[()]/gu, ""));
  const part = year === undefined ? second : (parts[2] ?? "");
  const end = DETAILS.exec(part)?.index ?? part.length;
  const title = part.slice(0, end).trim();
  if (title === "" || artist === "") return undefined;
  const stated = year ?? toYear(BRACKETED_YEAR.exec(name)?.[1]);
  return {
    title,
    // "(Genre) [Medium] Artist"
    artist: artist.replace(/^(?:[[(][^\])]*[\])] *)+(?=\S)/u, "").trim(),
    ...(stated !== undefined && { year: stated }),
  };
}
