import { createContext, use, useEffect } from "react";

import type { ActionStore } from "./action-store.ts";
import type { Action, ActionWindow } from "./action.ts";

interface ActionContextValue {
  store: ActionStore;
  open: (window: ActionWindow) => void;
}

/** Filled by the provider around the pages. */
export const ActionContext = createContext<ActionContextValue | undefined>(undefined);

/** The store of actions and the function that opens the palette or the list of shortcuts. */
export function useActionContext(): ActionContextValue {
  const value = use(ActionContext);
  if (value === undefined) throw new Error("actions are used outside their provider");
  return value;
}

/** Offers actions as long as the caller is on the screen; `actions` must be memoised. */
export function useActions(actions: readonly Action[]): void {
  const { store } = useActionContext();
  useEffect(() => store.add(actions), [store, actions]);
}
