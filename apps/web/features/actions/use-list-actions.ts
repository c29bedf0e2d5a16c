import { ArrowDown, ArrowUp, CornerDownLeft } from "lucide-react";
import { useMemo } from "react";

import { t } from "../../lib/messages/translate.ts";
import type { Action } from "./action.ts";
import { enterRow, focusedRow, focusRow, listRows } from "./list-rows.ts";

/** Going through the lists of any page with the keyboard, where the page has no keys of its own. */
export function useListActions(): readonly Action[] {
  return useMemo(
    () => [
      {
        id: "list-next",
        isKeyOnly: true,
        name: t("actions.nextRow"),
        group: "page",
        icon: ArrowDown,
        shortcuts: ["j"],
        visible: hasOnlyLists,
        perform: () => focusRow(1),
      },
      {
        id: "list-previous",
        isKeyOnly: true,
        name: t("actions.previousRow"),
        group: "page",
        icon: ArrowUp,
        shortcuts: ["k"],
        visible: hasOnlyLists,
        perform: () => focusRow(-1),
      },
      {
        id: "list-enter",
        isKeyOnly: true,
        name: t("actions.enterRow"),
        group: "page",
        icon: CornerDownLeft,
        shortcuts: ["Enter"],
        visible: () => hasOnlyLists() && focusedRow() === document.activeElement,
        perform: enterRow,
      },
    ],
    [],
  );
}

/** Results of a search are gone through in their own way. */
function hasOnlyLists(): boolean {
  return document.querySelector("[data-index]") === null && listRows().length > 0;
}
