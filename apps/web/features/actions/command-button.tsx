"use client";

import { Command } from "lucide-react";
import { useSyncExternalStore } from "react";

import { buttonStyle } from "../../components/ui/button.tsx";
import { isApple } from "../../lib/is-apple.ts";
import { t } from "../../lib/messages/translate.ts";
import { useActionContext } from "./action-context.ts";

/** Opens the command palette by pointer and tells its shortcut. */
export function CommandButton() {
  const { open } = useActionContext();
  const modifier = useSyncExternalStore(
    () => () => {},
    () => (isApple() ? "⌘" : "Ctrl "),
    () => "Ctrl ",
  );
  return (
    <button
      type="button"
      onClick={() => open("palette")}
      aria-label={`${t("actions.open")}, ${modifier}K`}
      className={buttonStyle({ look: "quiet", size: "small", className: "max-sm:w-10" })}
    >
      <Command aria-hidden size={16} />
      <span className="text-ink-faint max-sm:hidden">{modifier}K</span>
    </button>
  );
}
