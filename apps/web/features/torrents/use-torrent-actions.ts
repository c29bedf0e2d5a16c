import { Ban, Download, ExternalLink, Magnet, PencilLine, Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useMemo } from "react";

import { useToast } from "../../components/ui/toast.tsx";
import { serverPath } from "../../lib/base-path.ts";
import { copyText } from "../../lib/copy-text.ts";
import { t } from "../../lib/messages/translate.ts";
import type { Action } from "../actions/action.ts";
import { useSession } from "../identity/use-session.ts";
import { useBulk } from "../search/use-bulk.ts";
import { TORRENT_KEYS } from "./torrent-keys.ts";
import type { Torrent } from "./torrent-query.ts";

/** A window over the torrent's page. */
export type TorrentDialog = "fix" | "delete";

/** What can be done with a torrent, for its buttons, shortcuts and the palette. */
export function useTorrentActions(
  torrent: Torrent,
  open: (dialog: TorrentDialog) => void,
): readonly Action[] {
  const toast = useToast();
  const { can } = useSession();
  const { mutate: block } = useBulk();
  const router = useRouter();
  return useMemo(() => {
    const { infoHash, magnet, hasMetainfo } = torrent;
    const file = serverPath(`/api/v1/torrents/${infoHash}/torrent`);
    const copy = async () => {
      const isCopied = await copyText(magnet);
      if (isCopied) toast(t("torrent.magnetCopied"));
      else toast(t("torrent.magnetNotCopied"), "poor");
    };
    return [
      {
        id: "copy-magnet",
        name: t(TORRENT_KEYS.copy.name),
        group: "page",
        icon: Magnet,
        shortcuts: TORRENT_KEYS.copy.shortcuts,
        perform: () => void copy(),
      },
      {
        id: "open-magnet",
        name: t("torrent.openMagnet"),
        group: "page",
        icon: ExternalLink,
        href: magnet,
        perform: () => window.location.assign(magnet),
      },
      {
        id: "download",
        name: t(TORRENT_KEYS.download.name),
        group: "page",
        icon: Download,
        shortcuts: TORRENT_KEYS.download.shortcuts,
        href: file,
        visible: () => hasMetainfo && can("download"),
        perform: () => window.location.assign(file),
      },
      {
        id: "fix",
        name: t(TORRENT_KEYS.fix.name),
        group: "page",
        icon: PencilLine,
        shortcuts: TORRENT_KEYS.fix.shortcuts,
        visible: () => can("edit"),
        perform: () => open("fix"),
      },
      {
        id: "block",
        name: t("torrent.block"),
        group: "page",
        icon: Ban,
        visible: () => can("edit"),
        perform: () => {
          block({ action: "block", infoHashes: [infoHash] });
          router.push("/");
        },
      },
      {
        id: "delete",
        name: t("torrent.delete"),
        group: "page",
        icon: Trash2,
        visible: () => can("edit"),
        perform: () => open("delete"),
      },
    ] satisfies Action[];
  }, [torrent, open, toast, can, block, router]);
}
