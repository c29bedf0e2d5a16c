import { useSyncExternalStore } from "react";

import { THEME_STORAGE_KEY } from "./page-script.ts";

/** What a person can choose; `system` follows the device. */
export const THEMES = ["system", "light", "dark"] as const;
/** One choice of theme. */
export type Theme = (typeof THEMES)[number];

const CHANGE_EVENT = "minato-theme-change";

/** The chosen theme and the function that changes it. */
export function useTheme(): [Theme, (theme: Theme) => void] {
  return [useSyncExternalStore(subscribe, readTheme, () => "system" as const), applyTheme];
}

function applyTheme(theme: Theme): void {
  const root = document.documentElement;
  if (theme === "system") {
    delete root.dataset["theme"];
    localStorage.removeItem(THEME_STORAGE_KEY);
  } else {
    root.dataset["theme"] = theme;
    localStorage.setItem(THEME_STORAGE_KEY, theme);
  }
  window.dispatchEvent(new Event(CHANGE_EVENT));
}

function readTheme(): Theme {
  const value = document.documentElement.dataset["theme"];
  return value === "light" || value === "dark" ? value : "system";
}

function subscribe(onChange: () => void): () => void {
  window.addEventListener(CHANGE_EVENT, onChange);
  return () => window.removeEventListener(CHANGE_EVENT, onChange);
}
