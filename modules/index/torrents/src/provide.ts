import type { Provided } from "@minato/kit";
import { createReleaseTitleParser, type ReleaseTitleParser } from "@minato/release-title";

import { IngestPressure } from "./ingest-pressure.ts";
import { NameIds } from "./name-ids.ts";

declare module "@minato/kit/context" {
  interface Context {
    readonly torrents: {
      /** Numbers of the names that repeat over many torrents. */
      readonly sourceIds: NameIds;
      readonly trackerIds: NameIds;
      /** Reads release names in a worker thread, each within a time limit. */
      readonly releaseTitles: ReleaseTitleParser;
      /** Tells work behind ingest when to step back. */
      readonly pressure: IngestPressure;
    };
  }
}

/** Adds what ingest and readers of names share over the requests of a process. */
export async function provideTorrents(): Promise<Provided> {
  const releaseTitles = createReleaseTitleParser();
  return {
    context: {
      torrents: {
        sourceIds: new NameIds("sources", "name"),
        trackerIds: new NameIds("trackers", "url"),
        releaseTitles,
        pressure: new IngestPressure(),
      },
    },
    close: () => releaseTitles.close(),
  };
}
