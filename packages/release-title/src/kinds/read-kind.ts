import type { ContentType } from "../content-type.ts";
import { readAnime } from "./anime.ts";
import { readAudiobook, readBook, readCourse } from "./book.ts";
import { readComic } from "./comic.ts";
import type { KindReading } from "./kind-reading.ts";
import { readMusic } from "./music.ts";
import { readSoftware } from "./software.ts";

/** Rules of the kinds that the library was not made for. */
const READERS: Partial<Readonly<Record<ContentType, (name: string) => KindReading | undefined>>> = {
  anime: readAnime,
  music: readMusic,
  audiobook: readAudiobook,
  ebook: readBook,
  comic: readComic,
  magazine: readBook,
  course: readCourse,
  game: readSoftware,
  software: readSoftware,
};

/** Reads a name by the rules of its kind; `undefined` where the kind has none or they do not fit. */
export function readKind(type: ContentType, name: string): KindReading | undefined {
  return READERS[type]?.(name);
}
