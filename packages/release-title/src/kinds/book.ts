import {
  dropFileEnding,
  splitSceneGroup,
  toWords,
  toYear,
  type KindReading,
} from "./kind-reading.ts";
import { readMusic } from "./music.ts";

const LANGUAGE = "German|French|Spanish|Italian|Dutch|Polish|Danish|Swedish|Norwegian|English";
/** Words behind the title of a book, magazine or course. */
const DETAILS = new RegExp(
  `[ ._-](?:(?:19|20)\\d\\d|Retail|e-?Books?|EPUB|PDF|MOBI|AZW3|Comic|MAGAZiNE|HYBRiD|iNTERNAL|TRUE|Bookware|UPDATED|Tutorial|Audiobook|Unabridged|Abridged|(?:0?[1-9]|[12]\\d|3[01])?[ .]?(?:January|February|March|April|May|June|July|August|September|October|November|December)|Issue|(?:No|Nr|N|Heft|Ausgabe)[ ._]?\\d{1,4}|${LANGUAGE})(?=[ ._(\\[-]|$)|[ ._]?[([{]`,
  "iu",
);
const WRITTEN_BY = /^(.+?) by (.+?)(?= *[([{]|$)/iu;
/** Publishers of courses that stand before the title. */
const PUBLISHER =
  /^(?:PluralSight|Lynda|Udemy|Packt(?:Pub)?|O'?Reilly|Skillshare|Coursera|LinkedIn(?:[ .]Learning)?|VTC|CBT[ .]?Nuggets|Infinite[ .]?Skills|MasterClass|Frontend[ .]?Masters|Egghead)(?:\.com)?(?:[ ._-]+)(?=\S)/iu;
const ISSUE = /[ ._](?:Issue|No|Nr|N|Heft|Ausgabe)[ ._]?(\d{1,4})(?!\d)/iu;

/** Reads books: "Title by Author", "Author - Title" and scene names of both. */
export function readBook(name: string): KindReading | undefined {
  const bare = dropFileEnding(name);
  const written = WRITTEN_BY.exec(bare);
  if (written) return { title: written[1]?.trim() ?? "", artist: written[2]?.trim() ?? "" };
  const scene = splitSceneGroup(bare);
  const body = scene?.body ?? bare;
  const [author, ...rest] = body.split(/ - |\.-\.|_-_/u);
  const group = scene && { group: scene.group };
  if (author !== undefined && rest.length > 0) {
    const part = rest.join(" - ");
    return { ...readTitle(part), artist: toWords(author), ...group };
  }
  return { ...readTitle(body), ...group };
}

/** Reads audiobooks, which are named like albums or like books. */
export function readAudiobook(name: string): KindReading | undefined {
  return name.includes(" ") ? readBook(name) : (readMusic(name) ?? readBook(name));
}

/** Reads courses: a publisher of courses is no part of the title. */
export function readCourse(name: string): KindReading | undefined {
  const publisher = PUBLISHER.exec(name)?.[0];
  const reading = readBook(publisher === undefined ? name : name.slice(publisher.length));
  if (!reading || publisher === undefined) return reading;
  return { ...reading, artist: toWords(publisher.replace(/[ ._-]+$/u, "")) };
}

function readTitle(part: string): KindReading {
  const end = DETAILS.exec(part)?.index;
  const year = toYear(/(?<!\d)(?:19|20)\d\d(?!\d)/u.exec(part)?.[0]);
  const issue = ISSUE.exec(part)?.[1];
  return {
    title: toWords(part.slice(0, end === undefined || end === 0 ? part.length : end)),
    ...(year !== undefined && { year }),
    ...(issue !== undefined && { issue }),
  };
}
