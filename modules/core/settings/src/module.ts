import { defineModule, type Settings } from "@minato/kit";

import "./context.ts";
import { settingsRouter } from "./router.ts";
import { sealedSettings } from "./sealed-settings.ts";
import { loadSettings } from "./settings-store.ts";
import { siteSettings } from "./site.ts";

/**
 * Must be first in the list of modules after the one that seals secrets: it provides `ctx.config` and `ctx.settings` to the others.
 * The settings of all modules come through a function, as the list this module is in holds them.
 */
export function createSettingsModule(list: () => readonly Settings[]) {
  return defineModule({
    name: "settings",
    router: settingsRouter,
    settings: siteSettings,
    live: [
      {
        name: "settings",
        scope: "admin",
        version: "select concat_ws(' ', count(*), max(updated_at)) from settings",
      },
    ],
    sealed: [sealedSettings],
    async provide(ctx) {
      const settings = await loadSettings(ctx, list());
      return { context: { settings, config: settings.get }, close: () => settings.close() };
    },
  });
}
