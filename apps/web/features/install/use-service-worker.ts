import { useEffect } from "react";

import { basePath, rootPath } from "../../lib/base-path.ts";

/** Lets the app be installed and open without a connection, where the browser allows it. */
export function useServiceWorker(): void {
  useEffect(() => {
    // Browsers offer it on https and localhost alone; without it everything else works.
    if (!("serviceWorker" in navigator) || process.env.NODE_ENV !== "production") return;
    navigator.serviceWorker
      .register(`${basePath}/sw.js`, { scope: rootPath })
      // A browser may forbid it by setting; its console says why.
      .catch(reportError);
  }, []);
}
