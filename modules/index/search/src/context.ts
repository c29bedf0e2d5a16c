import type { SearchAnalytics } from "./search-analytics.ts";
import type { SearchEngine } from "./search-engine.ts";

declare module "@minato/kit/context" {
  interface Context {
    readonly search: SearchEngine;
    readonly searchAnalytics: SearchAnalytics;
  }
}
