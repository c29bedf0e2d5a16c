import { dropFileEnding, splitSceneGroup, toWords, type KindReading } from "./kind-reading.ts";

const VERSION =
  /[ ._-](?:v(?:er(?:sion)?)?[ ._]?(\d[\w]*(?:\.\d+)*)|(?:(?:19|20)\d\d\.(?=\d+\.\d+\.))?(\d{1,4}(?:\.\d{1,8}){1,4}))(?=[ ._([-]|$)/iu;
/** Words that stand only behind the title of a program or game. */
const CERTAIN =
  /(?<!Microsoft)[ ._-](?:Win(?:ALL|32|64|dows)|x64|x86|x32|amd64|MacOSX?|OSX|Multilingual|MULTi\d+|Bilingual|Portable|Incl|Keygen\w*|Keymaker|Cracked|Regged|READ|Crackfix|Trainer|PROPER|REPACK|PS[12345]|PSVITA|NSW|X360|GERMAN|FRENCH|SPANISH|ITALIAN|RUSSIAN|ENGLISH|Unlocker|VST\w*|iNTERNAL|Early[ ._]Access|UNRELEASED)(?=[ ._([-]|$)|[ ._]?[([]/iu;
/** Words that can also be part of a title, which then goes on to the version. */
const LIKELY =
  /[ ._-](?:Win|MAC|Linux|Android|iOS|MULTi|Retail|Update|Patch|Hotfix|DLC|Bookware|ISO|DVDR?|CD|RIP|GOG|PSP|PSV|XBOX\w*|Wii\w*|[N3]DS|GBA|NGC|NGAGE|JPN|USA|EUR|PAL|NTSC|BLUE?RAY|DOX|Build|Addon|AU|AAX|Standalone|FULL)(?=[ ._([-]|$)/iu;
/** Words between a title and its version. */
const BEFORE_VERSION = /[ ._](?:Update|Patch|Hotfix|Version|Ver|Build)$/iu;

/** Reads programs and games: what stands before a version or the first word of detail is the title. */
export function readSoftware(name: string): KindReading | undefined {
  const bare = dropFileEnding(name);
  const scene = splitSceneGroup(bare);
  const body = scene?.body ?? bare;
  const version = VERSION.exec(body);
  const number = version?.[1] ?? version?.[2];
  // "Title.2022.23.3.1": the year is part of the title.
  const versionAt =
    version?.[2] === undefined
      ? version?.index
      : version.index + version[0].lastIndexOf(version[2]) - 1;
  const ends = [versionAt, CERTAIN.exec(body)?.index];
  if (versionAt === undefined) ends.push(LIKELY.exec(body)?.index);
  const known = ends.filter((end) => end !== undefined && end > 0).map(Number);
  const title = toWords(body.slice(0, Math.min(body.length, ...known)).replace(BEFORE_VERSION, ""));
  if (title === "") return undefined;
  return {
    title,
    ...(scene && { group: scene.group }),
    ...(number !== undefined && { appVersion: number }),
  };
}
