import type { Blocklist } from "./blocklist.ts";

declare module "@minato/kit/context" {
  interface Context {
    readonly blocklist: Blocklist;
  }
}
