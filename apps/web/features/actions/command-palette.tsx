"use client";

import { Command } from "cmdk";
import { Search } from "lucide-react";
import { useRouter } from "next/navigation";
import { Dialog } from "radix-ui";
import { useState } from "react";

import { t } from "../../lib/messages/translate.ts";
import { useReturnFocus } from "../../lib/use-return-focus.ts";
import { useActions } from "./action-context.ts";
import type { Action } from "./action.ts";
import { GROUP_NAMES } from "./group-names.ts";
import { ShortcutKeys } from "./shortcut-keys.tsx";
import { usePaletteActions } from "./use-palette-actions.ts";
import { useVisibleActions } from "./use-visible-actions.ts";

interface CommandPaletteProps {
  onOpenChange: (isOpen: boolean) => void;
}

const ITEM_STYLE =
  "flex h-10 cursor-pointer items-center gap-3 rounded-md px-3 text-ink-soft data-[selected=true]:bg-accent-wash data-[selected=true]:text-ink";

/** Every action by name, and a search of the index from anywhere. */
export function CommandPalette({ onOpenChange }: CommandPaletteProps) {
  const router = useRouter();
  const returnFocus = useReturnFocus();
  useActions(usePaletteActions());
  const groups = useVisibleActions();
  const [query, setQuery] = useState("");
  const run = (perform: () => void) => {
    onOpenChange(false);
    // After the window has given the focus back, so that an action may move it.
    setTimeout(perform);
  };
  return (
    <Dialog.Root open onOpenChange={onOpenChange}>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-40 bg-shade" />
        <Dialog.Content
          {...returnFocus}
          aria-describedby={undefined}
          className="fixed top-[max(1rem,12dvh)] left-1/2 z-50 w-[calc(100%-2rem)] max-w-xl -translate-x-1/2 animate-appear overflow-hidden rounded-lg border border-line bg-surface shadow-float outline-none"
        >
          <Dialog.Title className="sr-only">{t("actions.title")}</Dialog.Title>
          <Command label={t("actions.title")} loop>
            <div className="flex items-center gap-3 border-b border-line px-4">
              <Search aria-hidden size={18} className="shrink-0 text-ink-faint" />
              <Command.Input
                value={query}
                onValueChange={setQuery}
                placeholder={t("actions.placeholder")}
                className="h-13 w-full bg-transparent text-lead outline-none"
              />
            </div>
            <Command.List className="max-h-[min(24rem,56dvh)] overflow-y-auto p-2">
              {groups.map(({ group, actions }) => (
                <Command.Group
                  key={group}
                  heading={t(GROUP_NAMES[group])}
                  className="[&_[cmdk-group-heading]]:px-3 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-caption [&_[cmdk-group-heading]]:font-medium [&_[cmdk-group-heading]]:text-ink-faint"
                >
                  {actions.filter(isOffered).map((action) => (
                    <Command.Item
                      key={action.id}
                      value={action.name}
                      onSelect={() => run(action.perform)}
                      className={ITEM_STYLE}
                    >
                      <action.icon aria-hidden size={17} className="shrink-0" />
                      <span className="min-w-0 flex-1 truncate">{action.name}</span>
                      {action.shortcuts?.slice(0, 1).map((shortcut) => (
                        <ShortcutKeys key={shortcut} shortcut={shortcut} />
                      ))}
                    </Command.Item>
                  ))}
                </Command.Group>
              ))}
              {query.trim() === "" ? null : (
                <Command.Item
                  forceMount
                  value={`search ${query}`}
                  onSelect={() => run(() => router.push(`/?q=${encodeURIComponent(query.trim())}`))}
                  className={ITEM_STYLE}
                >
                  <Search aria-hidden size={17} className="shrink-0" />
                  <span className="truncate">
                    {t("actions.searchFor", { query: query.trim() })}
                  </span>
                </Command.Item>
              )}
            </Command.List>
          </Command>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function isOffered(action: Action): boolean {
  return action.isKeyOnly !== true && action.id !== "palette";
}
