import { findComicTitle } from "../comic-title.ts";
import type { KindReading } from "./kind-reading.ts";

const ISSUE = /(?:#|Issue |No\.? ?)0*(\d{1,4}(?:\.\d)?)(?![\d\p{L}])/iu;

/** Reads comics: "Title v02 #013 (2020) (Digital) (Group).cbz". */
export function readComic(name: string): KindReading | undefined {
  const title = findComicTitle(name);
  if (title === undefined) return undefined;
  const issue = ISSUE.exec(name)?.[1];
  return { title, ...(issue !== undefined && { issue }) };
}
