import {
  dropFileEnding,
  splitSceneGroup,
  toWords,
  toYear,
  type KindReading,
} from "./kind-reading.ts";

/** Parts of a scene name that describe the medium and not the work. */
const MEDIUM =
  /^(?:\(?[A-Z]{2,6}\d[\w-]*\)?|\d{0,2}(?:CD[SMR]?|LP|DVD|VINYL|CDEP|CDA|MCD)|(?:\d{2}-)?\d{2}-\d{2,4}|CDEP|EP|SINGLE|WEB|FLAC|MP3|PROMO|ADVANCE|READNFO|RETAIL|BOOTLEG|VLS|SAT|CABLE|DAB|FM|LINE|PROPER|REPACK|REISSUE|REMASTERED|BONUS|LIMITED|DELUXE|DE|FR|ES|IT|NL|PL|SE|AUDIOBOOK|ABOOK|x26[45]|\d{3,4}p|HDTV|DVDRip|\d{13}|MULTI)$/iu;
/** Where the title of an album ends in a name written with blanks. */
const DETAILS =
  / *(?:[([{](?!.*(?:feat|ft)\b)|,? \b(?:(?:19|20)\d\d|\d{2,3} ?kbps|\d{2,3}\b ?(?:vbr|cbr)?$|flac|mp3|lossless|320|web|cd ?rip)\b.*)/iu;
const BRACKETED_YEAR = /[([{]((?:19|20)\d\d)[)\]} ,-]/u;

/**
 * Reads "Artist-Title-MEDIUM-2011-GRP" and "Artist - Title (2011) [FLAC]"; `undefined` for what has
 * no artist.
 */
export function readMusic(name: string): KindReading | undefined {
  const bare = dropFileEnding(name);
  return readScene(bare) ?? readWritten(bare);
}

function readScene(name: string): KindReading | undefined {
  const scene = splitSceneGroup(name);
  if (!scene) return undefined;
  const parts = scene.body.split("-").filter((part) => part !== "");
  const yearAt = parts.findLastIndex((part) => /^(?:19|20)[\dX]{2}$/iu.test(part));
  const [artist = ""] = parts;
  const rest = parts.slice(1).filter((_, index) => index + 1 !== yearAt);
  const end = rest.findIndex(
    (part, index) => index > 0 && MEDIUM.test(part.replaceAll(/[()_]/gu, "")),
  );
  const title = (end < 0 ? rest : rest.slice(0, end)).filter(
    (part) => !/^\(.*\)$/u.test(part) || part === rest[0],
  );
  if (title.length === 0) return undefined;
  const year = toYear(parts[yearAt]);
  return {
    title: toWords(title.join("-")),
    artist: toWords(artist),
    group: scene.group,
    ...(year !== undefined && { year }),
  };
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
    artist: artist.replace(/^\[[^\]]*\] */u, "").trim(),
    ...(stated !== undefined && { year: stated }),
  };
}
