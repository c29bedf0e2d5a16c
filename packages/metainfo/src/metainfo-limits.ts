/** Bounds on a metainfo file from a stranger; what exceeds one is refused unless noted. */
export interface MetainfoLimits {
  /** Bytes of the file, 32 MiB unless given. */
  readonly maxBytes?: number;
  /** Bencoded values and keys, 1,500,000 unless given; each costs up to 120 bytes of memory. */
  readonly maxElements?: number;
  /** Files, padding included, 150,000 unless given. */
  readonly maxFiles?: number;
  /** Trackers and, apart from them, web seeds, 500 each unless given; the rest is left out. */
  readonly maxUrls?: number;
}

/** The bounds that hold where none are given. */
export const DEFAULT_METAINFO_LIMITS = {
  maxBytes: 32 * 1024 * 1024,
  maxElements: 1_500_000,
  maxFiles: 150_000,
  maxUrls: 500,
} as const satisfies Required<MetainfoLimits>;
