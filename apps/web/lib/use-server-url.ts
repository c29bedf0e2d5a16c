import { useSyncExternalStore } from "react";

import { basePath } from "./base-path.ts";

/** Full addresses of this server as the reader reaches it; only the path before the page is alive. */
export function useServerUrl(): (path: `/${string}`) => string {
  const origin = useSyncExternalStore(
    () => () => {},
    () => window.location.origin,
    () => "",
  );
  return (path) => origin + basePath + path;
}
