import { defineSettings } from "@minato/kit";
import { z } from "zod";

/** Settings of the feeds. */
export const feedsSettings = defineSettings(
  "feeds",
  z.object({
    requestsPerMinute: z
      .int()
      .min(0)
      .max(1_000_000)
      .default(600)
      .describe(
        "Requests each key may make in a minute to Torznab, RSS, Atom and Stremio; 0 for any number. The key of API_KEY is not bound by it.",
      )
      .meta({ unit: "perMinute" }),
  }),
);
