import { useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";

import { useToast } from "../../components/ui/toast.tsx";
import { copyText } from "../../lib/copy-text.ts";
import { t } from "../../lib/messages/translate.ts";
import { orpc } from "../../lib/orpc.ts";
import { buildMagnet } from "./build-magnet.ts";
import type { Hit } from "./use-search-results.ts";

/**
 * Copies the magnet of a torrent: the server's with its trackers when it is at hand, else one made
 * of hash and title, because browsers only let a page copy right after a key or a press.
 */
export function useCopyMagnet(): (hit: Hit) => void {
  const client = useQueryClient();
  const toast = useToast();
  return useCallback(
    (hit) => {
      const known = client.getQueryData(
        orpc.torrents.get.queryKey({ input: { infoHash: hit.infoHash } }),
      );
      void copyText(known?.magnet ?? buildMagnet(hit)).then((isCopied) =>
        isCopied ? toast(t("torrent.magnetCopied")) : toast(t("torrent.magnetNotCopied"), "poor"),
      );
    },
    [client, toast],
  );
}
