import type { AsyncLocalStorage } from "node:async_hooks";

import type { PageContext } from "@minato/server/page-context";

/** Set by the server before it loads this app, which is bundled apart from it. */
const STORAGE = Symbol.for("minato.page");

/** What the server knows of the request a page is drawn for; undefined in the browser. */
export function pageContext(): PageContext | undefined {
  const storage = (globalThis as Record<symbol, unknown>)[STORAGE];
  return (storage as AsyncLocalStorage<PageContext> | undefined)?.getStore();
}
