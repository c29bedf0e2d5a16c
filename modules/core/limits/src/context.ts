import type { RequestLimits } from "./request-limits.ts";

declare module "@minato/kit/context" {
  interface Context {
    /** How often callers asked lately. */
    readonly limits: RequestLimits;
  }
}
