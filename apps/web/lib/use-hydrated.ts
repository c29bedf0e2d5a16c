import { useSyncExternalStore } from "react";

/**
 * False on the server and while React takes over what the server drew, then true. Parts of a page
 * are taken over one after the other, and what one of them fetched may be there before the next.
 */
export function useHydrated(): boolean {
  return useSyncExternalStore(
    () => () => {},
    () => true,
    () => false,
  );
}
