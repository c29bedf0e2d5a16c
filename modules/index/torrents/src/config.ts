import { defineSettings } from "@minato/kit";
import { z } from "zod";

/** What an administrator may change about the store of torrents. */
export const torrentsSettings = defineSettings(
  "torrents",
  z.object({
    keepSourceHistoryMonths: z
      .int()
      .min(1)
      .max(120)
      .default(3)
      .describe("Whole months of what each source sent that are kept beside the current one")
      .meta({ unit: "months" }),
  }),
);
