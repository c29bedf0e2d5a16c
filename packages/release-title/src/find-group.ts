import type { ParsedResult } from "@viren070/parse-torrent-title";

import { gated } from "./patterns/gated-pattern.ts";

/** Words that stand where a group would and are none: marks of re-uploaders and of tools. */
const REPOST_SUFFIX = gated(
  /-(?:pre|xpost|postbot|repackpost|obfuscated|scrambled|rakuv\w*|whiterev|buymore|asrequested|alternativetorequested|chamele0n|gerov|nzbgeek|4p|4planet|rp|1|z0ids3n)$/iu,
);
const FILE_ENDING = /\.(?:mkv|mp4|avi|m4v|ts|wmv|mpg|iso|srt|nfo|torrent|nzb|zip|rar)$/iu;
/** Index sites that append their name in brackets. */
const SITE_BRACKET = gated(
  /[ ._-]*[[{(](?:eztv|rarbg|rartv|ettv|tgx|ethd|1337x|www[^\]]*|[\w.-]*\.(?:com|org|net|to|re|it|io))[\])}]$/iu,
);
const TAG =
  "(?:[xh][ .]?26[45]|hevc|avc|xvid|divx|av1|10bit|hdr|\\d{3,4}p|aac|ac3|e-?ac3|dts|flac|ddp?5?|[2567][ .][01]|hdtv|webrip|web-?dl|web|bluray|brrip|bdrip|dvdrip|hdrip|multi|m?subs?|eng|ita)";
/** A technical word with one further word behind it, at the very end. */
const AFTER_TAG = new RegExp(`(?:^|[ ._-])${TAG}[ ._](?:- ?)?([\\p{L}\\p{N}@]{2,20})$`, "iu");
/** A group with a hyphen in its own name, right behind a technical word. */
const HYPHENATED = new RegExp(`${TAG}[ ._-]([\\p{L}\\p{N}]{1,15})-([\\p{L}\\p{N}]{2,15})$`, "iu");
/** "(… tags …) [Group]" and "(… tags …) Group": whoever collects signs behind who encoded. */
const AFTER_TAG_BRACKET = new RegExp(
  `[([][^()[\\]]*\\b${TAG}\\b[^()[\\]]*[)\\]] ?(?:\\[([\\p{L}\\p{N}.]{2,20})\\]|([\\p{L}\\p{N}]{2,20}))$`,
  "iu",
);
/** Words behind a technical word that are technical themselves. */
const TECHNICAL_WORD =
  /^(?:\d[\d.]*\w{0,2}|[xh]?26[45]|hevc|avc|xvid|divx|av1|\d+bits?|hdr\d*|sdr|dv|uhd|fhd|hd|sd|aac\d*|e?ac3|dts|flac|mp3|dd\w?\d*|atmos|truehd|opus|ma|hdtv|pdtv|tvrip|web\w*|dl|rip|bluray|brrip|bdrip|bd|dvd\w*|hdrip|remux|multi|dual|audio|m?subs?|e?subs|vost\w*|true?french|nordic|lektor|proper|repack|internal|limited|extended|unrated|uncut|remastered|complete|custom|hybrid|part\d*|disc\d*|cd\d*|sbs|3d|ou|mkv|mp4|avi|org|gb|mb|torrent|batch|eng(?:lish)?|ita(?:lian)?|fre(?:nch)?|ger(?:man)?|spa(?:nish)?|rus(?:sian)?|jpn|japanese|kor(?:ean)?|chi(?:nese)?|hin(?:di)?|tam(?:il)?|tel(?:ugu)?|por|pol(?:ish)?|pl|de|fr|it|es|ru|us|uk|castellano|latino|\p{Lu}{2})$/iu;
const CRC = /^[\da-f]{8}$/iu;

/** The release group, with the forms that the library leaves out; `undefined` if there is none. */
export function findGroup(found: ParsedResult, name: string): string | undefined {
  const ended = name.trim().replace(FILE_ENDING, "");
  const bare = SITE_BRACKET.mayMatch(name) ? SITE_BRACKET.replaceIn(ended, "") : ended;
  const original = REPOST_SUFFIX.mayMatch(name) ? stripReposts(bare) : bare;
  if (original !== bare) return /-([\w@]{2,24})$/u.exec(original)?.[1] ?? found.group;
  // The library turns underscores into spaces, so "-Long_Name" loses all or half of itself.
  const underscored = /[\da-z]-([\da-z]{2,15}_[\da-z]{2,15})$/iu.exec(bare)?.[1];
  if (underscored && found.group === undefined && !name.includes(" ")) return underscored;
  if (isTagless(found)) return found.group;
  if (!bare.startsWith("[")) {
    const signed = AFTER_TAG_BRACKET.exec(bare);
    const signature = signed?.[1] ?? signed?.[2];
    if (signature && !TECHNICAL_WORD.test(signature) && !CRC.test(signature)) return signature;
    const [, first = "", second] = HYPHENATED.exec(bare) ?? [];
    if (second !== undefined && second === found.group && !TECHNICAL_WORD.test(first)) {
      return `${first}-${second}`;
    }
  }
  return found.group ?? findUnhyphenated(bare);
}

function findUnhyphenated(bare: string): string | undefined {
  const spaced = /(?:[xh]26[45]|\d{3,4}p|rip|hevc|aac|ac3) - \(?([\p{L}\p{N}]{2,20})\)?$/iu.exec(
    bare,
  );
  const inBrackets = /\(([^()]{8,120})\)$/u.exec(bare)?.[1];
  const candidate = spaced?.[1] ?? AFTER_TAG.exec(inBrackets ?? bare)?.[1];
  return candidate === undefined || TECHNICAL_WORD.test(candidate) ? undefined : candidate;
}

function isTagless({ resolution, codec, quality }: ParsedResult): boolean {
  return (resolution ?? codec ?? quality) === undefined;
}

function stripReposts(name: string): string {
  const once = REPOST_SUFFIX.replaceIn(name, "");
  return once === name ? name : REPOST_SUFFIX.replaceIn(once, "");
}
