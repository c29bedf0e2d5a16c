import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useRef } from "react";

import { orpc } from "../../lib/orpc.ts";
import type { Hit } from "./use-search-results.ts";

/** A result the focus only passes on its way is not worth a request. */
const DWELL = 120;

/** Loads the torrent the focus rests on, so that it opens at once. */
export function usePrefetchTorrent(): (hit: Hit) => void {
  const client = useQueryClient();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  return useCallback(
    ({ infoHash }) => {
      clearTimeout(timer.current);
      timer.current = setTimeout(() => {
        void client.prefetchQuery(orpc.torrents.get.queryOptions({ input: { infoHash } }));
      }, DWELL);
    },
    [client],
  );
}
