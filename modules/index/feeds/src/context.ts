import type { PageMarks } from "./page-marks.ts";

declare module "@minato/kit/context" {
  interface Context {
    /** What the feeds remember between requests, in this process only. */
    readonly feeds: {
      readonly marks: PageMarks;
      /** Announce URLs by number. */
      readonly trackers: Map<number, string>;
    };
  }
}
