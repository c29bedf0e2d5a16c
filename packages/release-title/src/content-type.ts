/** What a release is; "other" where neither name nor files nor source tell. */
export const CONTENT_TYPES = [
  "movie",
  "tv",
  "anime",
  "music",
  "audiobook",
  "ebook",
  "comic",
  "magazine",
  "game",
  "software",
  "course",
  "sport",
  "adult",
  "other",
] as const;
/** One of {@link CONTENT_TYPES}. */
export type ContentType = (typeof CONTENT_TYPES)[number];
