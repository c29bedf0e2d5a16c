import type { PageMarks } from "./page-marks.ts";
import type { RequestLimit } from "./request-limit.ts";

declare module "@minato/kit/context" {
  interface Context {
    /** What the feeds remember between requests, in this process only. */
    readonly feeds: {
      readonly marks: PageMarks;
      readonly limit: RequestLimit;
      /** Announce URLs by number. */
      readonly trackers: Map<number, string>;
    };
  }
}
