import { defineSettings } from "@minato/kit";
import { z } from "zod";

/** Settings of the blocklist. */
export const blocklistSettings = defineSettings(
  "blocklist",
  z.object({
    allowPrivateAddresses: z
      .boolean()
      .default(false)
      .describe("Lists may be read from addresses of the local network and this machine"),
    maxListMegabytes: z
      .int()
      .min(1)
      .max(4096)
      .default(512)
      .describe("A longer list is refused; 512 MB hold twelve million entries")
      .meta({ unit: "megabytes" }),
  }),
);
