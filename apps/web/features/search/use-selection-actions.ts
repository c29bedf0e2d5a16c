import { Ban, FileArchive, Magnet, RefreshCw, Trash2, X } from "lucide-react";
import { useMemo } from "react";

import { useToast } from "../../components/ui/toast.tsx";
import { describeError, RequestError } from "../../lib/api-error.ts";
import { copyText } from "../../lib/copy-text.ts";
import { downloadArchive } from "../../lib/download-archive.ts";
import { t } from "../../lib/messages/translate.ts";
import type { Action } from "../actions/action.ts";
import { useSession } from "../identity/use-session.ts";
import { buildMagnet } from "./build-magnet.ts";
import { RESULT_KEYS } from "./result-keys.ts";
import { toSearchInput, type SearchState } from "./search-state.ts";
import type { Selection } from "./use-selection.ts";

/** The server packs no more at once. */
const MOST_FILES = 1000;

/** What is done to picked torrents in the background. */
export type BulkAction = "delete" | "block" | "reclassify";

/** What can be done with the picked results, for the bar, shortcuts and the palette. */
export function useSelectionActions(
  selection: Selection,
  state: SearchState,
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
    const download = async () => {
      toast(t("select.archiveAsked"));
      try {
        await downloadArchive(
          isWhole ? { query: toSearchInput(state) } : { infoHashes: [...picked.keys()] },
        );
      } catch (error) {
        if (!(error instanceof RequestError || error instanceof TypeError)) throw error;
        toast(describeError(error), "poor");
      }
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
      {
        id: "selection-archive",
        name: t("select.archive"),
        group: "page",
        icon: FileArchive,
        visible: () => can("download") && (isWhole || picked.size <= MOST_FILES),
        perform: () => void download(),
      },
      bulk("reclassify", RefreshCw),
      bulk("block", Ban),
      bulk("delete", Trash2),
      {
        id: "selection-clear",
        name: t(RESULT_KEYS.clear.name),
        group: "page",
        icon: X,
        shortcuts: RESULT_KEYS.clear.shortcuts,
        perform: clear,
      },
    ] satisfies Action[];
  }, [selection, state, start, toast, can]);
}
