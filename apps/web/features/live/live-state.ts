import { useSyncExternalStore } from "react";

import type { LiveState } from "./live-connection.ts";

let current: LiveState = "connecting";
const listeners = new Set<() => void>();

/** Notes how the stream of this tab is. */
export function setLiveState(state: LiveState): void {
  current = state;
  for (const listener of listeners) listener();
}

/** How the stream of this tab is. */
export function useLiveState(): LiveState {
  return useSyncExternalStore(
    subscribe,
    () => current,
    () => "connecting",
  );
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
