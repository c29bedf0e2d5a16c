import { useSyncExternalStore } from "react";

import { useActionContext } from "./action-context.ts";
import { ACTION_GROUPS, isVisible, type Action, type ActionGroup } from "./action.ts";

/** The actions that can be performed now, under their headings; empty headings are left out. */
export function useVisibleActions(): { group: ActionGroup; actions: Action[] }[] {
  const { store } = useActionContext();
  const all = useSyncExternalStore(store.subscribe, store.list, store.list).filter(isVisible);
  return ACTION_GROUPS.map((group) => ({
    group,
    actions: all.filter((action) => action.group === group),
  })).filter(({ actions }) => actions.length > 0);
}
