import type { ReleaseTitle } from "@minato/release-title";
import type { TorrentFile } from "@minato/torrents/file-list";

/** A file of a torrent with its place in the list. */
export interface ChosenFile {
  file: TorrentFile;
  /** Position in our list, which has no padding. */
  position: number;
  /** No other file is larger: what players take when nobody tells them which. */
  isLargest: boolean;
}

/** An episode that is looked for. */
export interface WantedEpisode {
  season: number;
  episode: number;
}

/** The names of files as the reader of release names understands them. */
export type ReadTitles = (
  names: readonly string[],
) => Promise<readonly (ReleaseTitle | undefined)[]>;

const VIDEO =
  /\.(?:3gp|avi|divx|flv|m2ts|m4v|mkv|mov|mp4|mpe?g|mts|ogm|ogv|rmvb|ts|vob|webm|wmv)$/i;
const SAMPLE = /(?:^|[\W_])(?:sample|trailer|proof)(?:[\W_]|$)/i;
const MAX_VIDEOS = 500;

/**
 * The video a person means: the largest of a film, the one that its own name says is the episode in
 * anything with several videos. Undefined when none is sure.
 */
export async function chooseFile(
  files: readonly TorrentFile[],
  wanted: WantedEpisode | undefined,
  readTitles: ReadTitles,
): Promise<ChosenFile | undefined> {
  const largest = Math.max(0, ...files.map(({ size }) => size));
  const videos = files
    .map((file, position) => ({ file, position, isLargest: file.size === largest }))
    .filter(({ file }) => VIDEO.test(file.path));
  const whole = videos.filter(({ file }) => !SAMPLE.test(nameOf(file)));
  const candidates = whole.length > 0 ? whole : videos;
  const [only] = candidates;
  if (only === undefined || candidates.length > MAX_VIDEOS) return undefined;
  if (candidates.length === 1) return only;
  if (wanted === undefined) {
    return candidates.reduce((best, one) => (one.file.size > best.file.size ? one : best));
  }
  const titles = await readTitles(candidates.map(({ file }) => nameOf(file)));
  const matching = candidates.filter((_, index) => isEpisode(titles[index], wanted));
  // Two versions of one episode: the better is the larger.
  return matching.length === 0
    ? undefined
    : matching.reduce((best, one) => (one.file.size > best.file.size ? one : best));
}

function isEpisode(title: ReleaseTitle | undefined, wanted: WantedEpisode): boolean {
  if (title?.episodes.includes(wanted.episode) !== true) return false;
  // A file in a season's pack may leave the season to the folder.
  return title.seasons.length === 0 || title.seasons.includes(wanted.season);
}

/** The name of a file without its folders. */
export function nameOf({ path }: TorrentFile): string {
  return path.slice(path.lastIndexOf("/") + 1);
}
