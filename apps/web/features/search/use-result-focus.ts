import { ArrowDown, ArrowUp, CornerDownLeft, Magnet } from "lucide-react";
import { useCallback, useEffect, useMemo, useRef } from "react";

import { t } from "../../lib/messages/translate.ts";
import { useActions } from "../actions/action-context.ts";
import type { Action } from "../actions/action.ts";
import type { Hit } from "./use-search-results.ts";

interface ResultFocusOptions {
  hits: readonly Hit[];
  /** Brings a row into the window so that it exists. */
  scrollTo: (index: number) => void;
  onCopy: (hit: Hit) => void;
}

/** Moving through the results with the keyboard; the focus itself is the selection. */
export function useResultFocus({ hits, scrollTo, onCopy }: ResultFocusOptions) {
  const latest = useRef({ hits, scrollTo, onCopy });
  useEffect(() => {
    latest.current = { hits, scrollTo, onCopy };
  });

  const focusResult = useCallback((index: number) => {
    const { hits: current, scrollTo: scroll } = latest.current;
    const wanted = Math.max(0, Math.min(index, current.length - 1));
    if (current.length === 0) return;
    scroll(wanted);
    focusWhenDrawn(wanted, 5);
  }, []);

  const actions = useMemo((): Action[] => {
    const selected = () => latest.current.hits[focusedIndex()];
    return [
      {
        id: "next",
        name: t("torrent.next"),
        group: "page",
        icon: ArrowDown,
        shortcuts: ["j", "ArrowDown"],
        visible: () => latest.current.hits.length > 0,
        perform: () => focusResult(focusedIndex() + 1),
      },
      {
        id: "previous",
        name: t("torrent.previous"),
        group: "page",
        icon: ArrowUp,
        shortcuts: ["k", "ArrowUp"],
        visible: () => latest.current.hits.length > 0,
        perform: () => focusResult(focusedIndex() - 1),
      },
      {
        id: "open",
        name: t("torrent.openSelected"),
        group: "page",
        icon: CornerDownLeft,
        shortcuts: ["o", "Enter"],
        visible: () => selected() !== undefined,
        perform: () => focusedResult()?.querySelector("a")?.click(),
      },
      {
        id: "copy-magnet",
        name: t("torrent.copyMagnet"),
        group: "page",
        icon: Magnet,
        shortcuts: ["m"],
        visible: () => selected() !== undefined,
        perform: () => {
          const hit = selected();
          if (hit !== undefined) latest.current.onCopy(hit);
        },
      },
    ];
  }, [focusResult]);
  useActions(actions);
  return focusResult;
}

function focusedResult(): HTMLElement | undefined {
  return document.activeElement?.closest<HTMLElement>("[data-index]") ?? undefined;
}

/** Position of the focused result, -1 when the focus is elsewhere. */
function focusedIndex(): number {
  return Number(focusedResult()?.dataset["index"] ?? -1);
}

function focusWhenDrawn(index: number, triesLeft: number): void {
  const link = document.querySelector<HTMLElement>(`[data-index="${index}"] a`);
  if (link !== null) link.focus({ preventScroll: true });
  else if (triesLeft > 0) requestAnimationFrame(() => focusWhenDrawn(index, triesLeft - 1));
}
