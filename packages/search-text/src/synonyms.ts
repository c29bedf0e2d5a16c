/** Words of release names that say the same in other letters, in the form that `tokenize` gives them. */
const SAME: readonly (readonly string[])[] = [
  ["2160p", "4k", "uhd"],
  ["4320p", "8k"],
  ["x264", "h264", "avc"],
  ["x265", "h265", "hevc"],
];

const OTHERS: ReadonlyMap<string, readonly string[]> = new Map(
  SAME.flatMap((words) =>
    words.map((word) => [word, words.filter((other) => other !== word)] as const),
  ),
);

/** The other words for what a word of a release name says: `2160p` and `uhd` for `4k`; mostly none. */
export function findSynonyms(word: string): readonly string[] {
  return OTHERS.get(word) ?? [];
}
