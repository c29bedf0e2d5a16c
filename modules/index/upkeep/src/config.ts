import { defineSettings } from "@minato/kit";
import { z } from "zod";

const days = z.int().min(0).max(3650);

/** The disk budget and what it spares. */
export const upkeepSettings = defineSettings(
  "upkeep",
  z.object({
    maxBytes: z
      .int()
      .min(0)
      .default(0)
      .describe(
        "Bytes the database may use, indexes and deleted torrents that can be restored included; " +
          "looked at every hour. 0: no limit",
      )
      .meta({ unit: "bytes" }),
    keepSeeders: z
      .int()
      .min(1)
      .max(1_000_000)
      .default(5)
      .describe("The budget never drops a torrent with at least this many seeders"),
    keepYoungDays: days
      .default(30)
      .describe("The budget never drops a torrent that entered the index in the last so many days")
      .meta({ unit: "days" }),
    keepRequestedDays: days
      .default(90)
      .describe("The budget never drops what was opened or downloaded in the last so many days")
      .meta({ unit: "days" }),
    purgatoryDays: z
      .int()
      .min(1)
      .max(365)
      .default(14)
      .describe("Days for which torrents deleted in bulk or by the budget can be brought back")
      .meta({ unit: "days" }),
  }),
);

/** The current settings. */
export type UpkeepSettings = z.output<(typeof upkeepSettings)["schema"]>;
