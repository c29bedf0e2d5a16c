import { defineSettings } from "@minato/kit";
import { z } from "zod";

/** Settings of asking trackers. */
export const scrapeSettings = defineSettings(
  "scrape",
  z.object({
    allowPrivateAddresses: z
      .boolean()
      .default(false)
      .describe("Trackers in the local network and on this machine may be asked for swarm numbers"),
  }),
);
