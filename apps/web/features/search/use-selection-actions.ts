import { Ban, Magnet, RefreshCw, Trash2, X } from "lucide-react";
import { useMemo } from "react";

import { useToast } from "../../components/ui/toast.tsx";
import { copyText } from "../../lib/copy-text.ts";
import { t } from "../../lib/messages/translate.ts";
import type { Action } from "../actions/action.ts";
import { useSession } from "../identity/use-session.ts";
import { buildMagnet } from "./build-magnet.ts";
import type { Selection } from "./use-selection.ts";

/** What is done to picked torrents in the background. */
export type BulkAction = "delete" | "block" | "reclassify";

/** What can be done with the picked results, for the bar, shortcuts and the palette. */
export function useSelectionActions(
  selection: Selection,
  start: (action: BulkAction) => void,
): readonly Action[] {
  const toast = useToast();
  const { can } = useSession();
  return useMemo(() => {
    const { picked, isWhole, clear } = selection;
    const hits = [...picked.values()].filter((hit) => !hit.private);
    const copy = async () => {
      const isCopied = await copyText(hits.map(buildMagnet).join("\n"));
      if (isCopied) toast(t("select.copied", { count: hits.length }));
      else toast(t("torrent.magnetNotCopied"), "poor");
    };
    const bulk = (action: BulkAction, icon: Action["icon"]): Action => ({
      id: `selection-${action}`,
      name: t(`select.${action}`),
      group: "page",
      icon,
      visible: () => can("edit"),
      perform: () => start(action),
    });
    return [
      {
        id: "selection-copy",
        name: t("select.copy"),
        group: "page",
        icon: Magnet,
        // What is not loaded has no magnet here.
        visible: () => !isWhole && hits.length > 0,
        perform: () => void copy(),
      },
      bulk("reclassify", RefreshCw),
      bulk("block", Ban),
      bulk("delete", Trash2),
      {
        id: "selection-clear",
        name: t("select.clear"),
        group: "page",
        icon: X,
        shortcuts: ["Escape"],
        perform: clear,
      },
    ] satisfies Action[];
  }, [selection, start, toast, can]);
}
