import type { Context as ProcessContext, Provided } from "@minato/kit";
import { createReleaseTitleParser } from "@minato/release-title";

import "./context.ts";
import { createFollowUps } from "./follow-ups.ts";
import { IngestPressure } from "./ingest-pressure.ts";
import { NameIds } from "./name-ids.ts";
import { RequestLog } from "./request-log.ts";
import { SourceActivity } from "./source-activity.ts";
import { maintainSourceHistory } from "./source-history.ts";
import { IngestThread } from "./threads/ingest-thread.ts";

/** Adds what ingest and readers of names share over the requests of a process. */
export async function provideTorrents(ctx: ProcessContext): Promise<Provided> {
  await maintainSourceHistory(ctx);
  const sourceActivity = new SourceActivity(ctx);
  const ingestThread = new IngestThread(ctx);
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
        followUps: createFollowUps(ctx),
        ingestThread,
      },
    },
    async close() {
      await ingestThread.close();
      await sourceActivity.close();
      await releaseTitles.close();
    },
  };
}
