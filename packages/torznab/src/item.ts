/** One result of a Torznab feed. */

/**
 * What is known about a release. Absent knowledge is absent from the feed: clients reject items
 * with 0 seeders but accept items that do not say, and believe ids before titles.
 */
export interface TorznabRelease {
  /** Unique and stable for ever; clients drop duplicates by it. An http(s) URL is a permalink. */
  readonly guid: string;
  readonly title: string;
  /** When the release entered this index: the order of the feed, never the source's date. */
  readonly pubDate: Date;
  /** Total size in bytes. */
  readonly size: number;
  /** Newznab ids. Parents are added; without any known id the item counts as 8000 and 8010. */
  readonly categories: readonly number[];
  /** Page about the release for people. */
  readonly detailsUrl?: string | undefined;
  readonly description?: string | undefined;
  /** Hexadecimal, any case. */
  readonly infoHash?: string | undefined;
  /** Complete copies; absent when never counted or no longer fresh. */
  readonly seeders?: number | undefined;
  /** Incomplete copies; `peers` is written as the sum when both are known. */
  readonly leechers?: number | undefined;
  /** Completed downloads. */
  readonly snatches?: number | undefined;
  readonly fileCount?: number | undefined;
  /** IMDb number without "tt", only when the link is certain; likewise the other ids. */
  readonly imdbId?: number | undefined;
  readonly tmdbId?: number | undefined;
  readonly tvdbId?: number | undefined;
  readonly tvmazeId?: number | undefined;
  readonly anidbId?: number | undefined;
  /** 0 for specials. */
  readonly season?: number | undefined;
  /** Absent for a season pack. */
  readonly episode?: number | undefined;
  /** Day of a daily show. */
  readonly airDate?: Date | undefined;
  readonly year?: number | undefined;
  /** For example "1080p". */
  readonly resolution?: string | undefined;
  /** For example "x265". */
  readonly videoCodec?: string | undefined;
  /** English names or codes, one attribute each. */
  readonly languages?: readonly string[] | undefined;
  /** Release group. */
  readonly group?: string | undefined;
  readonly artist?: string | undefined;
  readonly album?: string | undefined;
  readonly author?: string | undefined;
  readonly bookTitle?: string | undefined;
  readonly publisher?: string | undefined;
  /** The source's own date. */
  readonly publishDate?: Date | undefined;
  /** Words such as "internal" or "scene", which clients turn into flags. */
  readonly tags?: readonly string[] | undefined;
  /** Share of the download that counts: 0 is freeleech. */
  readonly downloadVolumeFactor?: number | undefined;
  /** Share of the upload that counts: 2 is double upload. */
  readonly uploadVolumeFactor?: number | undefined;
  readonly minimumRatio?: number | undefined;
  readonly minimumSeedTimeSeconds?: number | undefined;
}

/**
 * Where to get it: one of the two at least. Clients prefer the magnet, so a release of a private
 * tracker, whose announce URL must not be in a magnet, has the torrent alone.
 */
export type TorznabDownload =
  | {
      /** Stable URL of the `.torrent`, with the key in it: clients add no credential. */
      readonly torrentUrl: string;
      readonly magnetUrl?: string | undefined;
    }
  | { readonly torrentUrl?: undefined; readonly magnetUrl: string };

/** An item of a feed: a release and where to get it. */
export type TorznabItem = TorznabRelease & TorznabDownload;
