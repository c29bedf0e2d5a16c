import type { PlainMessageKey } from "../../lib/messages/translate.ts";
import { RESULT_KEYS } from "../search/result-keys.ts";
import { TORRENT_KEYS } from "../torrents/torrent-keys.ts";
import type { ActionKeys } from "./action-keys.ts";
import { LIST_KEYS } from "./list-keys.ts";

/** Pages that have keys of their own. */
export interface ShortcutPlace {
  /** Where the keys are, for somebody who is elsewhere. */
  name: PlainMessageKey;
  keys: readonly ActionKeys[];
}

const SEARCH: ShortcutPlace = { name: "actions.onSearch", keys: Object.values(RESULT_KEYS) };
const TORRENT: ShortcutPlace = { name: "actions.onTorrent", keys: Object.values(TORRENT_KEYS) };
const LISTS: ShortcutPlace = { name: "actions.inLists", keys: Object.values(LIST_KEYS) };

/** The keys of the page at this path, and those of all others. */
export function findShortcutPlaces(path: string): {
  here: ShortcutPlace;
  elsewhere: readonly ShortcutPlace[];
} {
  if (path === "/") return { here: SEARCH, elsewhere: [TORRENT, LISTS] };
  if (path.startsWith("/torrents/")) return { here: TORRENT, elsewhere: [LISTS, SEARCH] };
  return { here: LISTS, elsewhere: [SEARCH, TORRENT] };
}
