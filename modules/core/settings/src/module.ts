import { defineModule, type Settings } from "@minato/kit";

import { settingsRouter } from "./router.ts";
import { loadSettings, type SettingsStore } from "./settings-store.ts";

declare module "@minato/kit/context" {
  interface Context {
    readonly settings: SettingsStore;
  }
}

/**
 * Must be first in the list of modules: it provides `ctx.config` and `ctx.settings` to the others.
 * The settings of all modules come through a function, as the list this module is in holds them.
 */
export function createSettingsModule(list: () => readonly Settings[]) {
  return defineModule({
    name: "settings",
    router: settingsRouter,
    async provide(ctx) {
      const settings = await loadSettings(ctx, list());
      return { context: { settings, config: settings.get }, close: () => settings.close() };
    },
  });
}
