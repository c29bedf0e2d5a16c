import { defineModule, on } from "@minato/kit";
import { torrentsChanged } from "@minato/torrents/events";

import { classifyEverythingJob, classifyTorrentsJob } from "./jobs.ts";
import { previewJob } from "./previews/work-preview.ts";
import { provideClassify } from "./provide.ts";
import { requeueMissedJob } from "./requeue-missed.ts";
import { classifyRouter } from "./router.ts";

/** Reads what a torrent is from its name and files, behind ingest and as often as wanted. */
export const classifyModule = defineModule({
  name: "classify",
  router: classifyRouter,
  provide: provideClassify,
  jobs: [classifyTorrentsJob, classifyEverythingJob, requeueMissedJob, previewJob],
  live: [
    {
      name: "previews",
      scope: "admin",
      version: `select concat_ws(' ', id, state, updated_at) from classification_previews
        order by id desc limit 1`,
    },
  ],
  listeners: [
    on(torrentsChanged, (ctx, { torrentIds }, client) =>
      ctx.send(classifyTorrentsJob, { torrentIds: [...torrentIds] }, { client }),
    ),
  ],
});
