import { defineSettings } from "@minato/kit";
import { z } from "zod";

/** Where the set-up is: before it, at a step that is still to do, or over. */
export const SETUP_STEPS = ["none", "choices", "torrents", "programs", "ready", "done"] as const;

/** How far the set-up is; the assistant keeps it here so that any browser goes on with it. */
export const welcomeSettings = defineSettings(
  "welcome",
  z.object({
    step: z
      .enum(SETUP_STEPS)
      .default("none")
      .describe("Step of the set-up that is next")
      .meta({ internal: true }),
  }),
);
