import type { ReleaseTitle } from "@minato/release-title";
import { z } from "zod";

/** What the name tells, with a person's corrections laid over it; absent where it tells nothing. */
export const TorrentAttributes = z.object({
  title: z.string().optional().describe("Title of the work"),
  artist: z.string().optional().describe("Musician, author or publisher"),
  year: z.int().optional(),
  yearEnd: z.int().optional().describe("Last year of a span"),
  seasons: z.array(z.int()).optional(),
  episodes: z.array(z.int()).optional(),
  absoluteEpisodes: z
    .array(z.int())
    .optional()
    .describe("The same episodes, counted through the whole series"),
  episodeTitle: z.string().optional(),
  airDate: z.string().optional().describe("YYYY-MM-DD"),
  volumes: z.array(z.int()).optional(),
  part: z.int().optional().describe("Of a work in several parts"),
  disc: z.int().optional().describe("Of a set"),
  issue: z.string().optional().describe("Of a comic or magazine"),
  isComplete: z.boolean().optional().describe("Claims the whole season, series or collection"),
  resolution: z.string().optional(),
  source: z.string().optional().describe("bluray, web-dl, hdtv, …"),
  network: z.string().optional().describe("Broadcaster or streaming service"),
  videoCodec: z.string().optional(),
  bitDepth: z.int().optional().describe("Bits per colour channel"),
  isRemux: z.boolean().optional(),
  is3d: z.boolean().optional(),
  audioCodecs: z.array(z.string()).optional(),
  audioChannels: z.string().optional(),
  hdr: z.array(z.string()).optional(),
  languages: z.array(z.string()).optional().describe("ISO 639-1"),
  hasMultipleAudio: z.boolean().optional().describe("More than one language can be heard"),
  isDubbed: z.boolean().optional(),
  isSubbed: z.boolean().optional(),
  hasHardcodedSubtitles: z.boolean().optional().describe("Subtitles are part of the picture"),
  editions: z.array(z.string()).optional(),
  isProper: z.boolean().optional(),
  isRepack: z.boolean().optional(),
  version: z.int().optional().describe("Revision of the release"),
  platform: z.string().optional().describe("Game or operating system"),
  appVersion: z.string().optional().describe("Version of a program"),
  container: z.string().optional().describe("Extension of the file"),
  group: z.string().optional().describe("Release group"),
  website: z.string().optional().describe("Site that put its name on the release"),
});

/** What the name tells of a release. */
export type TorrentAttributes = z.output<typeof TorrentAttributes>;

type Values = { [Name in keyof TorrentAttributes]: TorrentAttributes[Name] | null };

const NAMES = Object.keys(TorrentAttributes.shape) as (keyof TorrentAttributes)[];

/**
 * Takes what is stored of a torrent, the rest from its name, and lays a person's corrections over
 * both. What is not filtered on is not stored.
 */
export function readTorrentAttributes(
  stored: Partial<Values>,
  title: ReleaseTitle | undefined,
  corrections: Record<string, unknown> | null,
): TorrentAttributes {
  const said = { ...(title === undefined ? {} : namedIn(title)), ...stored };
  return {
    ...TorrentAttributes.parse(Object.fromEntries(Object.entries(said).filter(hasValue))),
    ...TorrentAttributes.parse(corrections ?? {}),
  };
}

function namedIn(title: ReleaseTitle): Record<string, unknown> {
  const { resolution, ...named } = title;
  const entries = NAMES.flatMap((name) =>
    name in named ? [[name, named[name as keyof typeof named]]] : [],
  );
  return {
    ...Object.fromEntries(entries),
    resolution: resolution === undefined ? undefined : `${resolution}p`,
  };
}

function hasValue([, value]: [name: string, value: unknown]): boolean {
  if (value === undefined || value === null || value === false) return false;
  return !(Array.isArray(value) && value.length === 0);
}
