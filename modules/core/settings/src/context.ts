import type { SettingsStore } from "./settings-store.ts";

declare module "@minato/kit/context" {
  interface Context {
    readonly settings: SettingsStore;
  }
}
