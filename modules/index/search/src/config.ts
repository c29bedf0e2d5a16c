import { defineSettings } from "@minato/kit";
import { z } from "zod";

/** What searches look at. */
export const searchSettings = defineSettings(
  "search",
  z.object({
    indexFileNames: z
      .boolean()
      .default(false)
      .describe(
        "Whether torrents are also found by the names of their files, behind those found by their " +
          "title. The index takes more memory and twice the time to build. Takes effect at the next " +
          "start, which builds the index anew",
      ),
  }),
);
