import type { Action } from "./action.ts";

/** The actions of everything now on the screen. */
export interface ActionStore {
  add: (actions: readonly Action[]) => () => void;
  list: () => readonly Action[];
  subscribe: (onChange: () => void) => () => void;
}

/** An empty store; what is added later comes first. */
export function createActionStore(): ActionStore {
  const batches = new Set<readonly Action[]>();
  const listeners = new Set<() => void>();
  let all: readonly Action[] = [];

  function refresh() {
    all = [...batches].toReversed().flat();
    for (const listener of listeners) listener();
  }

  return {
    add: (actions) => {
      batches.add(actions);
      refresh();
      return () => {
        batches.delete(actions);
        refresh();
      };
    },
    list: () => all,
    subscribe: (onChange) => {
      listeners.add(onChange);
      return () => listeners.delete(onChange);
    },
  };
}
