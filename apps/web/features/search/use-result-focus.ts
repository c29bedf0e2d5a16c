import { ArrowDown, ArrowUp, CornerDownLeft, Magnet, SquareCheck } from "lucide-react";
import { useCallback, useEffect, useMemo, useRef } from "react";

import { t } from "../../lib/messages/translate.ts";
import { useActions } from "../actions/action-context.ts";
import type { Action } from "../actions/action.ts";
import { RESULT_KEYS } from "./result-keys.ts";
import type { Hit } from "./use-search-results.ts";

interface ResultFocusOptions {
  hits: ReadonlyMap<number, Hit>;
  /** Of all results, loaded or not. */
  count: number;
  /** Brings a row into the window so that it exists. */
  scrollTo: (index: number) => void;
  onCopy: (hit: Hit) => void;
  onSelect: (index: number, isRange: boolean) => void;
  /** Height of what lies over the upper edge of the window. */
  coveredHeight: number;
}

/** Moving through the results with the keyboard; the focus itself is the selection. */
export function useResultFocus(options: ResultFocusOptions) {
  const latest = useRef(options);
  useEffect(() => {
    latest.current = options;
  });

  const focusResult = useCallback((index: number) => {
    const { count, scrollTo: scroll } = latest.current;
    const wanted = Math.max(0, Math.min(index, count - 1));
    if (count === 0) return;
    scroll(wanted);
    focusWhenDrawn(wanted, 60);
  }, []);

  const actions = useMemo((): Action[] => {
    const selected = () => latest.current.hits.get(focusedIndex());
    return [
      {
        id: "next",
        isKeyOnly: true,
        name: t(RESULT_KEYS.next.name),
        group: "page",
        icon: ArrowDown,
        shortcuts: RESULT_KEYS.next.shortcuts,
        visible: () => latest.current.count > 0,
        perform: () => focusResult(nextIndex(latest.current.coveredHeight)),
      },
      {
        id: "previous",
        isKeyOnly: true,
        name: t(RESULT_KEYS.previous.name),
        group: "page",
        icon: ArrowUp,
        shortcuts: RESULT_KEYS.previous.shortcuts,
        visible: () => latest.current.count > 0,
        perform: () => focusResult(focusedIndex() - 1),
      },
      {
        id: "open",
        isKeyOnly: true,
        name: t(RESULT_KEYS.open.name),
        group: "page",
        icon: CornerDownLeft,
        shortcuts: RESULT_KEYS.open.shortcuts,
        visible: () => selected() !== undefined,
        perform: () => focusedResult()?.querySelector("a")?.click(),
      },
      {
        id: "copy-magnet",
        name: t(RESULT_KEYS.copy.name),
        group: "page",
        icon: Magnet,
        shortcuts: RESULT_KEYS.copy.shortcuts,
        visible: () => selected() !== undefined,
        perform: () => {
          const hit = selected();
          if (hit !== undefined) latest.current.onCopy(hit);
        },
      },
      ...(["select", "selectRange"] as const).map((id): Action => ({
        id,
        isKeyOnly: true,
        name: t(RESULT_KEYS[id].name),
        group: "page",
        icon: SquareCheck,
        shortcuts: RESULT_KEYS[id].shortcuts,
        visible: () => selected() !== undefined,
        perform: () => latest.current.onSelect(focusedIndex(), id === "selectRange"),
      })),
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

/** The one after the focused result, or the first in sight when the focus is elsewhere. */
function nextIndex(coveredHeight: number): number {
  if (focusedResult() !== undefined) return focusedIndex() + 1;
  const drawn = [...document.querySelectorAll<HTMLElement>("[data-index]")]
    .filter((row) => row.getBoundingClientRect().top >= coveredHeight - 1)
    .map((row) => Number(row.dataset["index"]));
  return drawn.length === 0 ? 0 : Math.min(...drawn);
}

function focusWhenDrawn(index: number, triesLeft: number): void {
  const link = document.querySelector<HTMLElement>(`[data-index="${index}"] a`);
  if (link !== null) link.focus({ preventScroll: true });
  else if (triesLeft > 0) requestAnimationFrame(() => focusWhenDrawn(index, triesLeft - 1));
}
