import type { Provided } from "@minato/kit";

import { RecentScrapes } from "./recent-scrapes.ts";

declare module "@minato/kit/context" {
  interface Context {
    readonly scrapes: RecentScrapes;
  }
}

/** Adds the memory of what trackers said lately. */
export function provideScrape(): Promise<Provided> {
  return Promise.resolve({
    context: { scrapes: new RecentScrapes() },
    close: () => Promise.resolve(),
  });
}
