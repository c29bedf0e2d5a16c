import { orpc, type ApiOutputs } from "../../lib/orpc.ts";

/** Everything about a torrent. */
export type Torrent = ApiOutputs["torrents"]["get"];

/** The query of one torrent. */
export function torrentQuery(infoHash: string) {
  return orpc.torrents.get.queryOptions({ input: { infoHash } });
}
