import { procedure } from "@minato/kit";
import { z } from "zod";

import "./context.ts";
import { describeSettings, SettingsDescription } from "./describe-settings.ts";
import { SettingsUpdate, updateSettings } from "./update-settings.ts";

const tags = ["Administration"];

export const settingsRouter = {
  admin: {
    config: {
      get: procedure("admin")
        .route({
          method: "GET",
          path: "/admin/config",
          summary: "Describe every setting with its value and default",
          tags,
        })
        .input(z.object({}).optional())
        .output(SettingsDescription)
        .errors({ UNAUTHORIZED: {}, FORBIDDEN: {} })
        .handler(({ context }) => describeSettings(context.ctx.settings)),
      update: procedure("admin")
        .route({
          method: "PATCH",
          path: "/admin/config",
          summary: "Change settings, all of the given ones or none",
          tags,
        })
        .input(SettingsUpdate)
        .output(SettingsDescription)
        .errors({ BAD_REQUEST: {}, UNAUTHORIZED: {}, FORBIDDEN: {} })
        .handler(async ({ context, input }) => {
          await updateSettings(context.ctx, context, input);
          return describeSettings(context.ctx.settings);
        }),
    },
  },
};
