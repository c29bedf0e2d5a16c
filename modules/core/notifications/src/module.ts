import { defineModule, type ProblemCheck } from "@minato/kit";

import { notificationsSettings } from "./config.ts";
import { createCheckJob } from "./jobs/check-problems.ts";
import { deliverJob } from "./jobs/deliver.ts";
import { pruneNotificationsJob } from "./jobs/prune-notifications.ts";
import { sendDigestsJob } from "./jobs/send-digests.ts";
import { sendJob } from "./jobs/send.ts";
import { notificationsListeners } from "./listeners.ts";
import { sealedPushKeys } from "./push-keys.ts";
import { sealedSubscriptions } from "./push-subscription.ts";
import { notificationsRouter } from "./router.ts";
import { sealedWebhooks } from "./webhook.ts";

/** What people are told; the checks of all modules come through a function, as their list holds this one. */
export function createNotificationsModule(checks: () => readonly ProblemCheck[]) {
  return defineModule({
    name: "notifications",
    router: notificationsRouter,
    jobs: [deliverJob, sendJob, sendDigestsJob, pruneNotificationsJob, createCheckJob(checks)],
    listeners: notificationsListeners,
    settings: notificationsSettings,
    sealed: [sealedPushKeys, sealedSubscriptions, sealedWebhooks],
    live: [
      {
        name: "notifications",
        scope: "search",
        version: "select concat_ws(' ', max(id), max(changed_at)) from notifications",
      },
    ],
  });
}
