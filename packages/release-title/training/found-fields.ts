import type { ReleaseTitle } from "../src/release-title.ts";
import type { FoundFields } from "./score-names.ts";

const CODEC: Readonly<Record<string, string>> = { avc: "h264", hevc: "h265" };
const HDR: Readonly<Record<string, string>> = { "dolby-vision": "dv" };
const TYPE: Readonly<Record<string, string>> = {
  ebook: "book",
  magazine: "book",
  course: "education",
  sport: "sports",
  other: "junk",
  anime: "tv",
};

/** Our record in the vocabulary of the rows. */
export function toFoundFields(release: ReleaseTitle): FoundFields {
  const { videoCodec, resolution } = release;
  return {
    type: TYPE[release.contentType] ?? release.contentType,
    title: release.title,
    year: release.year,
    season: release.seasons,
    episode: release.episodes,
    date: release.airDate,
    resolution: resolution === undefined ? undefined : `${resolution}p`,
    source: release.source,
    remux: release.isRemux,
    videoCodec: videoCodec === undefined ? undefined : (CODEC[videoCodec] ?? videoCodec),
    bitDepth: release.bitDepth,
    hdr: release.hdr.map((format) => HDR[format] ?? format),
    audioCodec: release.audioCodecs,
    audioChannels: release.audioChannels,
    group: release.group,
    languages: release.languages,
    edition: release.editions,
    proper: release.isProper,
    repack: release.isRepack,
    version: release.version,
    container: release.container,
    crc: release.crc,
    complete: release.isComplete,
    threeD: release.is3d,
    dubbed: release.isDubbed,
    hardcoded: release.hasHardcodedSubtitles,
    episodeTitle: release.episodeTitle,
    artist: release.artist,
    issue: release.issue,
    appVersion: release.appVersion,
  };
}
