import { findComicTitle } from "../comic-title.ts";
import { readBook } from "./book.ts";
import { splitSceneGroup, type KindReading } from "./kind-reading.ts";

const ISSUE = /(?:#|Issue |No\.? ?)0*(\d{1,4}(?:\.\d)?)(?![\d\p{L}])/iu;

/** Scene names of comics are those of books, with the publisher as author. */
const SCENE_BOOK = /[._]e-?book\b/iu;

/** Reads comics: "Title v02 #013 (2020) (Digital) (Group).cbz". */
export function readComic(name: string): KindReading | undefined {
  if (SCENE_BOOK.test(name) && splitSceneGroup(name)) return readBook(name);
  const title = findComicTitle(name);
  if (title === undefined) return undefined;
  const issue = ISSUE.exec(name)?.[1];
  return { title, ...(issue !== undefined && { issue }) };
}
