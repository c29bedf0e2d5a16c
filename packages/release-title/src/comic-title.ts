/** Comics and manga are named "Title v02 #013 (2020) (Digital) (Group)", unlike films and series. */
import { gated } from "./patterns/gated-pattern.ts";

const COMIC_EXTENSION = /\.cb[rz7ta]$/iu;
const COMIC_WORDS = gated(
  /\((?:digital|webrip|c2c|f\d?)(?:[- ]\w+)*\)|\bc2c\b|#\d{1,4}\b|\bfcbd\b|\bv\d{1,2} ?c\d{1,3}\b|\bc\d{3}\b|\b(?:vol(?:ume)?|ch(?:apters?)?)[ .-]{0,2}\d{1,4}\b|\bmanga\b|(?:^| )(?:том|глава) ?\d|第\d{1,3}[巻话話]|\d{1,3}권|\d{1,4}화|เล่ม/iu,
);
/** The first thing behind a comic's title: an issue, a volume, a chapter or a bracket with a year. */
const COMIC_MARKER =
  /[ ,-]*(?:#[\d½]|[ .-](?:v|vol(?:ume)?s?|ch(?:apters?)?|c|t|tome|issue|book|том|глава|เล่ม(?:ที่)?)[ .-]{0,2}\d{1,4}(?!\w)|[ ]S\d{2}(?= \d{3})|[ -]v\d{1,4} ?c\d|[ ]\d{1,4}(?:\.\d)?(?:-\d{1,4})?(?= *(?:\(|$|- ))|[([](?:(?:19|20)\d\d|[a-z]+ (?:19|20)\d\d|fcbd|digital|volume|webp|under|f\))|第\d|\d{1,3}권|\d{1,4}화|\[)/iu;
const LEADING_BRACKETS = /^(?:[([][^)\]]{1,60}[)\]] ?)+/u;

/**
 * Title of a comic without issue, volume and tags; `undefined` where the name is not that of a
 * comic. Only for names without any word of moving pictures.
 */
export function findComicTitle(name: string): string | undefined {
  const isFile = COMIC_EXTENSION.test(name);
  if (!isFile && !COMIC_WORDS.mayMatch(name)) return undefined;
  const text = name.replace(COMIC_EXTENSION, "").replaceAll("_", " ");
  if (!isFile && !COMIC_WORDS.test(text)) return undefined;
  const bare = text.replace(LEADING_BRACKETS, "");
  const end = COMIC_MARKER.exec(bare)?.index ?? bare.length;
  return bare.slice(0, end).replace(/[ ,-]+$/u, "") || undefined;
}
