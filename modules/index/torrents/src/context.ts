import type { ReleaseTitleParser } from "@minato/release-title";

import type { FollowUps } from "./follow-ups.ts";
import type { IngestPressure } from "./ingest-pressure.ts";
import type { NameIds } from "./name-ids.ts";
import type { RequestLog } from "./request-log.ts";
import type { SourceActivity } from "./source-activity.ts";
import type { IngestThread } from "./threads/ingest-thread.ts";

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
      /** What has to happen when records are written. */
      readonly followUps: FollowUps;
      /** Takes in bodies beside the main thread. */
      readonly ingestThread: IngestThread;
    };
  }
}
