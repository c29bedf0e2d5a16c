import { Kbd } from "../../components/ui/kbd.tsx";
import { isApple } from "../../lib/is-apple.ts";
import { shortcutKeys } from "./shortcuts.ts";

/** The keys of a shortcut. */
export function ShortcutKeys({ shortcut }: { shortcut: string }) {
  return (
    <span className="flex shrink-0 gap-1">
      {shortcutKeys(shortcut, isApple()).map((key) => (
        <Kbd key={key}>{key}</Kbd>
      ))}
    </span>
  );
}
