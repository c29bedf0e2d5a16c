import { isVisible, type Action } from "./action.ts";

/** What of a keyboard event a shortcut depends on. */
export type Press = Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "altKey">;

/** How long the second key of a sequence may take. */
export const SEQUENCE_TIMEOUT = 900;

/** The press as shortcuts write it: "k", "?", "mod+k"; empty for a bare modifier. */
export function describePress(press: Press): string {
  if (["Control", "Meta", "Shift", "Alt"].includes(press.key)) return "";
  const prefix = press.ctrlKey || press.metaKey ? "mod+" : press.altKey ? "alt+" : "";
  return prefix + (press.key.length === 1 && prefix !== "" ? press.key.toLowerCase() : press.key);
}

/** The first visible action for a press that may follow another one. */
export function findAction(
  actions: readonly Action[],
  previous: string,
  press: string,
): Action | undefined {
  const wanted = previous === "" ? [press] : [`${previous} ${press}`, press];
  for (const shortcut of wanted) {
    const found = actions.find((action) => action.shortcuts?.includes(shortcut));
    if (found !== undefined && isVisible(found)) return found;
  }
  return undefined;
}

/** A shortcut as separate keys to show: "mod+k" is ["Ctrl", "K"]. */
export function shortcutKeys(shortcut: string, isApple: boolean): string[] {
  return shortcut.split(/[ +]/).flatMap((key) => {
    if (key === "mod") return isApple ? "⌘" : "Ctrl";
    if (key === "ArrowDown") return "↓";
    if (key === "ArrowUp") return "↑";
    if (key === "Enter") return "↵";
    if (key === "Escape") return "Esc";
    if (/^[A-Z]$/.test(key)) return ["⇧", key];
    return key.toUpperCase();
  });
}
