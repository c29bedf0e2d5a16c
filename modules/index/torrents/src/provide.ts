import type { Context as ProcessContext, Provided } from "@minato/kit";
import { createReleaseTitleParser, type ReleaseTitleParser } from "@minato/release-title";

import { IngestPressure } from "./ingest-pressure.ts";
import { NameIds } from "./name-ids.ts";
import { RequestLog } from "./request-log.ts";
import { SourceActivity } from "./source-activity.ts";
import { maintainSourceHistory } from "./source-history.ts";

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
      /** What is opened and downloaded. */
      readonly requests: RequestLog;
      /** Counts what each source sends. */
      readonly sourceActivity: SourceActivity;
    };
  }
}

/** Adds what ingest and readers of names share over the requests of a process. */
export async function provideTorrents(ctx: ProcessContext): Promise<Provided> {
  await maintainSourceHistory(ctx);
  const sourceActivity = new SourceActivity(ctx);
  const releaseTitles = createReleaseTitleParser();
  return {
    context: {
      torrents: {
        sourceIds: new NameIds("sources", "name"),
        trackerIds: new NameIds("trackers", "url"),
        releaseTitles,
        pressure: new IngestPressure(),
        requests: new RequestLog(),
        sourceActivity,
      },
    },
    async close() {
      await sourceActivity.close();
      await releaseTitles.close();
    },
  };
}
