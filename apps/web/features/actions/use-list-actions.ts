import { ArrowDown, ArrowUp, CornerDownLeft } from "lucide-react";
import { useMemo } from "react";

import { t } from "../../lib/messages/translate.ts";
import type { Action } from "./action.ts";
import { LIST_KEYS } from "./list-keys.ts";
import { enterRow, focusedRow, focusRow, listRows } from "./list-rows.ts";

/** Going through the lists of any page with the keyboard, where the page has no keys of its own. */
export function useListActions(): readonly Action[] {
  return useMemo(
    () => [
      {
        id: "list-next",
        isKeyOnly: true,
        name: t(LIST_KEYS.next.name),
        group: "page",
        icon: ArrowDown,
        shortcuts: LIST_KEYS.next.shortcuts,
        visible: hasOnlyLists,
        perform: () => focusRow(1),
      },
      {
        id: "list-previous",
        isKeyOnly: true,
        name: t(LIST_KEYS.previous.name),
        group: "page",
        icon: ArrowUp,
        shortcuts: LIST_KEYS.previous.shortcuts,
        visible: hasOnlyLists,
        perform: () => focusRow(-1),
      },
      {
        id: "list-enter",
        isKeyOnly: true,
        name: t(LIST_KEYS.enter.name),
        group: "page",
        icon: CornerDownLeft,
        shortcuts: LIST_KEYS.enter.shortcuts,
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
