import type { ActionKeys } from "../actions/action-keys.ts";

/** Keys on a torrent's page. */
export const TORRENT_KEYS = {
  copy: { name: "torrent.copyMagnet", shortcuts: ["m"] },
  download: { name: "torrent.download", shortcuts: ["d"], scope: "download" },
  fix: { name: "torrent.fix", shortcuts: ["e"], scope: "edit" },
} as const satisfies Record<string, ActionKeys>;
