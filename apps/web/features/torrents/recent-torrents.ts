/** A torrent somebody looked at. */
export interface RecentTorrent {
  infoHash: string;
  title: string;
  contentType: string | null;
}

/** So many are remembered. */
export const MOST_RECENT = 6;

/** Torrents this tab showed to a person, the latest first; they are forgotten with the tab. */
export function listRecentTorrents(person: string): RecentTorrent[] {
  try {
    return readRecent(sessionStorage.getItem(keyOf(person)));
  } catch {
    // A browser may refuse to keep anything; then nothing is remembered.
    return [];
  }
}

/** Remembers that a person looks at a torrent. */
export function rememberTorrent(person: string, torrent: RecentTorrent): void {
  const next = addRecent(listRecentTorrents(person), torrent);
  try {
    sessionStorage.setItem(keyOf(person), JSON.stringify(next));
  } catch {
    // As above.
  }
}

/** Reads what was kept; whatever is no torrent is left out. */
export function readRecent(text: string | null): RecentTorrent[] {
  const kept: unknown = text === null ? [] : JSON.parse(text);
  return Array.isArray(kept) ? kept.filter(isRecentTorrent).slice(0, MOST_RECENT) : [];
}

/** The torrent before all others, once. */
export function addRecent(
  known: readonly RecentTorrent[],
  { infoHash, title, contentType }: RecentTorrent,
): RecentTorrent[] {
  const others = known.filter((torrent) => torrent.infoHash !== infoHash);
  return [{ infoHash, title, contentType }, ...others].slice(0, MOST_RECENT);
}

function isRecentTorrent(value: unknown): value is RecentTorrent {
  if (typeof value !== "object" || value === null) return false;
  const { infoHash, title, contentType } = value as Partial<Record<keyof RecentTorrent, unknown>>;
  const isTyped = contentType === null || typeof contentType === "string";
  return typeof infoHash === "string" && typeof title === "string" && isTyped;
}

function keyOf(person: string): string {
  return `minato.recent.${person}`;
}
