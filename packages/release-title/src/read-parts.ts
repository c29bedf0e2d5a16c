/** Numbers of parts, discs and volumes, which stand beside or within a title. */
import { gated } from "./patterns/gated-pattern.ts";

const BEGIN = String.raw`(?<![\p{L}\p{N}])`;
const END = String.raw`(?![\p{L}\p{N}])`;
/** "2", ". 2" or " II"; a Roman number needs something before it, for "PTV" is a word. */
const NUMBER = String.raw`(?:[ ._-]{0,2}(\d{1,2})|[ ._-]{1,2}([IVX]{1,4}))`;
/** "Part 2", "Pt.II", "Teil 3"; not the volume of an archive. */
const PART = gated(
  new RegExp(
    `${BEGIN}(?:part[ei]?|pt|teil|partie|часть)${NUMBER}${END}(?!\\.(?:rar|zip|7z))`,
    "iu",
  ),
);
/** "CD1", "Disc 2", "CD 2 of 3"; "2CD" counts them. */
const DISC = gated(new RegExp(`${BEGIN}(?:CD|dis[ck])[ ._-]{0,2}(\\d{1,2})${END}(?!-\\d)`, "iu"));
/** "CD 2 of 3" is no episode. */
const DISC_OF = gated(/(?:CD|dis[ck])[ ._-]{0,2}\d{1,2}[ ._]?(?:of|iz|из)[ ._]?\d/iu);
/** In series the count of discs stands for that of episodes. */
const SERIES = gated(/serie|season/iu);
/** A disc at the end of a title, whose number may have been left out. */
const DISC_BEHIND = / [([]?(?:CD|dis[ck])(?: ?\d{1,2})?[)\]]?$/iu;
/** "Vol. 3", "Volume IV". */
const VOLUME = gated(new RegExp(`${BEGIN}vol(?:ume)?\\.?${NUMBER}${END}`, "iu"));
const ROMAN: readonly string[] = "I II III IV V VI VII VIII IX X XI XII XIII XIV XV".split(" ");

/** Number of the part of a work that the name states. */
export function readPart(name: string): number | undefined {
  return toNumber(PART.exec(name));
}

/** Number of the disc that the name states. */
export function readDisc(name: string): number | undefined {
  return toNumber(DISC.exec(name));
}

/** The name counts the discs of a film, which can be taken for episodes. */
export function countsDiscs(name: string): boolean {
  return DISC_OF.test(name) && !SERIES.test(name);
}

/** A title without the disc behind it: the work is the same on all of them. */
export function dropDisc(title: string): string {
  return title.replace(DISC_BEHIND, "") || title;
}

/** Number of the volume that the name states. */
export function readVolume(name: string): number | undefined {
  return toNumber(VOLUME.exec(name));
}

/** Counted from one; Roman numbers in capitals, for "v" and "x" are also words. */
function toNumber(match: RegExpExecArray | null): number | undefined {
  const [, digits, letters = ""] = match ?? [];
  const value = digits === undefined ? ROMAN.indexOf(letters) + 1 : Number(digits);
  return value > 0 ? value : undefined;
}
