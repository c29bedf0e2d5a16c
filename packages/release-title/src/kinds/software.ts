import { dropFileEnding, splitSceneGroup, toWords, type KindReading } from "./kind-reading.ts";

const VERSION =
  /[ ._-](?:v(?:er(?:sion)?)?[ ._]?(\d[\w]*(?:\.\d+)*)|(\d{1,4}(?:\.\d{1,8}){1,4}))(?=[ ._([-]|$)/iu;
/** Words behind the title of a program or game. */
const DETAILS =
  /[ ._-](?:Win(?:ALL|32|64|dows)?|x64|x86|x32|amd64|MacOSX?|OSX|MAC|Linux|Android|iOS|Multilingual|MULTi\d*|Bilingual|Portable|Incl|Keygen\w*|Keymaker|Cracked|Regged|READ|Retail|Update|Patch|Hotfix|Crackfix|DLC|Bookware|ISO|DVDR?|CD|Trainer|PROPER|REPACK|RIP|GOG|PS[12345]|PSP|PSV|PSVITA|NSW|XBOX\w*|X360|Wii\w*|[N3]DS|GBA|NGC|NGAGE|JPN|USA|EUR|PAL|NTSC|GERMAN|FRENCH|SPANISH|ITALIAN|RUSSIAN|ENGLISH|BLUE?RAY|DOX|Unlocker|Build|Addon|VST\w*|AU|AAX|iNTERNAL|Standalone|Early[ ._]Access|FULL|UNRELEASED)(?=[ ._([-]|$)|[ ._]?[([]/iu;

/** Reads programs and games: what stands before a version or the first word of detail is the title. */
export function readSoftware(name: string): KindReading | undefined {
  const bare = dropFileEnding(name);
  const scene = splitSceneGroup(bare);
  const body = scene?.body ?? bare;
  const version = VERSION.exec(body);
  const ends = [version?.index, DETAILS.exec(body)?.index].filter(
    (end) => end !== undefined && end > 0,
  );
  const title = toWords(body.slice(0, Math.min(body.length, ...ends.map(Number))));
  if (title === "") return undefined;
  const appVersion = version?.[1] ?? version?.[2];
  return {
    title,
    ...(scene && { group: scene.group }),
    ...(appVersion !== undefined && { appVersion }),
  };
}
