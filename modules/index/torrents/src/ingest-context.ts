import "@minato/blocklist/context";
import type { Context } from "@minato/kit";

import type { FollowUps } from "./follow-ups.ts";
import type { IngestPressure } from "./ingest-pressure.ts";
import type { NameIds } from "./name-ids.ts";
import type { SourceActivity } from "./source-activity.ts";

/** What taking in records touches: the context of the process, or what its thread has instead. */
export interface IngestContext extends Pick<Context, "now"> {
  readonly db: Pick<Context["db"], "$client">;
  readonly blocklist: Pick<Context["blocklist"], "catchUp" | "findBlocked" | "rules" | "hits">;
  readonly torrents: {
    readonly sourceIds: NameIds;
    readonly trackerIds: NameIds;
    readonly pressure: Pick<IngestPressure, "during">;
    readonly sourceActivity: Pick<SourceActivity, "follow">;
    readonly followUps: FollowUps;
  };
}
