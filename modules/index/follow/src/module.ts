import { defineModule } from "@minato/kit";

import { matchFollowedJob } from "./jobs.ts";
import { followListeners } from "./listeners.ts";
import { followRouter } from "./router.ts";

/** Tells people what newly arrives for searches they follow. */
export const followModule = defineModule({
  name: "follow",
  router: followRouter,
  jobs: [matchFollowedJob],
  listeners: followListeners,
});
