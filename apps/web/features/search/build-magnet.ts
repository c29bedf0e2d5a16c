import type { Hit } from "./use-search-results.ts";

/** A magnet link without trackers, BEP 9; BEP 52 for version 2 with its multihash prefix. */
export function buildMagnet(hit: Pick<Hit, "infoHash" | "infoHashV2" | "title">): string {
  const { infoHash, infoHashV2, title } = hit;
  const topics = [];
  // A torrent of version 2 alone is filed under its own hash, cut to 20 bytes.
  if (!(infoHashV2?.startsWith(infoHash) ?? false)) topics.push(`xt=urn:btih:${infoHash}`);
  if (infoHashV2 !== undefined) topics.push(`xt=urn:btmh:1220${infoHashV2}`);
  return `magnet:?${topics.join("&")}&dn=${encodeURIComponent(title)}`;
}
