import { defineSettings } from "@minato/kit";
import { z } from "zod";

export const exchangeSettings = defineSettings(
  "exchange",
  z.object({
    changeRetentionDays: z
      .int()
      .min(1)
      .max(365)
      .default(7)
      .describe("Days for which followers of the change feed may stay away")
      .meta({ unit: "days" }),
    keptBackups: z
      .int()
      .min(1)
      .max(1000)
      .default(7)
      .describe("How many backups of each kind are kept; older ones are deleted"),
    maxUploadBytes: z
      .int()
      .min(1024 * 1024)
      .max(Number.MAX_SAFE_INTEGER)
      .default(16 * 1024 ** 3)
      .describe("Largest file that may be uploaded to restore from")
      .meta({ unit: "bytes" }),
  }),
);
