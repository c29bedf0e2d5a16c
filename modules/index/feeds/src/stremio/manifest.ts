/** The kinds of Stremio that the addon serves, and the category whose torrents they are. */
export const STREMIO_TYPES = {
  movie: { category: 2000, name: "Newest films" },
  series: { category: 5000, name: "Newest series" },
} as const;

/** A kind of Stremio. */
export type StremioType = keyof typeof STREMIO_TYPES;

/** The id of the one catalog of each kind. */
export const NEWEST_CATALOG = "minato-newest";

/** Tells whether the addon serves this kind. */
export function isStremioType(type: string): type is StremioType {
  return Object.hasOwn(STREMIO_TYPES, type);
}

/** What the addon is (stremio-addon-sdk, docs/api/responses/manifest.md). */
export const manifest = {
  id: "org.minato.index",
  version: "1.0.0",
  name: "Minato",
  description: "Streams from your own index",
  resources: ["catalog", { name: "stream", types: Object.keys(STREMIO_TYPES), idPrefixes: ["tt"] }],
  types: Object.keys(STREMIO_TYPES),
  idPrefixes: ["tt"],
  catalogs: Object.entries(STREMIO_TYPES).map(([type, { name }]) => ({
    type,
    id: NEWEST_CATALOG,
    name,
    extra: [{ name: "skip", isRequired: false }],
  })),
  behaviorHints: { p2p: true, configurable: false },
};
