import { defineModule } from "@minato/kit";

import { mailSettings } from "./config.ts";
import { pruneMailJob, sendMailJob } from "./jobs.ts";
import { sealedMail } from "./queue-mail.ts";
import { mailRouter } from "./router.ts";

export const mailModule = defineModule({
  name: "mail",
  router: mailRouter,
  jobs: [sendMailJob, pruneMailJob],
  settings: mailSettings,
  sealed: [sealedMail],
});
