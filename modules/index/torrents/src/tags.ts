import { z } from "zod";

/** The most tags of a torrent; of more the first in the alphabet are kept. */
export const MAX_TAGS = 30;

/** A word people and rules put on torrents; always in lower case. */
export const Tag = z
  .string()
  .trim()
  .toLowerCase()
  .regex(
    /^[\p{L}\p{N}][\p{L}\p{M}\p{N}._-]{0,39}$/u,
    "expected 1 to 40 letters, digits, dots, hyphens or underscores",
  );

/** A person's tags of a torrent, as corrections keep them: those put on, and those taken off. */
export interface TagCorrection {
  added: readonly string[];
  removed: readonly string[];
}

/** Reads the tags of a correction, where a hyphen in front means taken off. */
export function readTagCorrection(stored: readonly string[] | null): TagCorrection {
  const all = stored ?? [];
  return {
    added: all.filter((tag) => !tag.startsWith("-")),
    removed: all.filter((tag) => tag.startsWith("-")).map((tag) => tag.slice(1)),
  };
}

/** Writes the tags of a correction; a tag that is put on is not taken off. */
export function writeTagCorrection({ added, removed }: TagCorrection): string[] {
  const kept = [...new Set(added)].toSorted().slice(0, MAX_TAGS);
  const dropped = [...new Set(removed)].filter((tag) => !kept.includes(tag)).toSorted();
  return [...kept, ...dropped.slice(0, MAX_TAGS).map((tag) => `-${tag}`)];
}

/** The tags a torrent has when rules put some on and a person put on and took off others. */
export function applyTagCorrection(tags: readonly string[], correction: TagCorrection): string[] {
  const kept = tags.filter((tag) => !correction.removed.includes(tag));
  return [...new Set([...kept, ...correction.added])].toSorted().slice(0, MAX_TAGS);
}
