import { defineSettings } from "@minato/kit";
import { z } from "zod";

/** What an administrator may change about the record. */
export const auditSettings = defineSettings(
  "audit",
  z.object({
    keepMonths: z
      .int()
      .min(1)
      .max(120)
      .default(24)
      .describe("Whole months of the audit record that are kept beside the current one")
      .meta({ unit: "months" }),
  }),
);
