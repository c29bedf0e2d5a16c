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
import { GROUP_STYLE, ITEM_STYLE } from "./palette-style.ts";
import { PaletteTorrents } from "./palette-torrents.tsx";
import { ShortcutKeys } from "./shortcut-keys.tsx";
import { usePaletteActions } from "./use-palette-actions.ts";
import { usePalettePlaces } from "./use-palette-places.ts";
import { useVisibleActions } from "./use-visible-actions.ts";

interface CommandPaletteProps {
  onOpenChange: (isOpen: boolean) => void;
}

/** Every action and page by name, and the torrents of the index from anywhere. */
export function CommandPalette({ onOpenChange }: CommandPaletteProps) {
  const router = useRouter();
  const returnFocus = useReturnFocus();
  useActions(usePaletteActions());
  const visible = useVisibleActions();
  const { operations, others } = usePalettePlaces();
  const [query, setQuery] = useState("");
  const wanted = query.trim();
  const groups = [
    ...visible.map(({ group, actions }) => ({
      heading: t(GROUP_NAMES[group]),
      actions: group === "go" ? [...actions, ...others] : actions,
    })),
    { heading: t("nav.operations"), actions: operations },
  ]
    .map(({ heading, actions }) => ({ heading, actions: actions.filter(isOffered) }))
    .filter(({ actions }) => actions.length > 0);
  const run = (perform: () => void) => {
    onOpenChange(false);
    // After the window has given the focus back, so that an action may move it.
    setTimeout(perform);
  };
  const handleOpen = (path: string) => run(() => router.push(path));
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
          <Command label={t("actions.title")} loop filter={fits}>
            <div className="flex items-center gap-3 border-b border-line px-4">
              <Search aria-hidden size={18} className="shrink-0 text-ink-faint" />
              <Command.Input
                value={query}
                onValueChange={setQuery}
                placeholder={t("actions.placeholder")}
                className="h-13 w-full bg-transparent text-lead outline-none"
              />
            </div>
            <Command.List className="max-h-[min(28rem,60dvh)] overflow-y-auto p-2">
              {wanted === "" ? <PaletteTorrents query="" onOpen={handleOpen} /> : null}
              {groups.map(({ heading, actions }) => (
                <Command.Group key={heading} heading={heading} className={GROUP_STYLE}>
                  {actions.map((action) => (
                    <Command.Item
                      key={action.id}
                      value={`${action.name} ${action.id}`}
                      onSelect={() => run(action.perform)}
                      className={ITEM_STYLE}
                    >
                      <action.icon aria-hidden size={17} className="shrink-0" />
                      <span className="min-w-0 flex-1 truncate">{action.name}</span>
                      <span className="pointer-coarse:hidden">
                        {action.shortcuts?.slice(0, 1).map((shortcut) => (
                          <ShortcutKeys key={shortcut} shortcut={shortcut} />
                        ))}
                      </span>
                    </Command.Item>
                  ))}
                </Command.Group>
              ))}
              {wanted === "" ? null : <PaletteTorrents query={wanted} onOpen={handleOpen} />}
            </Command.List>
          </Command>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

/** Every word that is typed begins a word of the name: whoever types a title runs no command by chance. */
function fits(name: string, typed: string): number {
  const words = splitWords(name);
  const isFound = splitWords(typed).every((wanted) =>
    words.some((word) => word.startsWith(wanted)),
  );
  return isFound ? 1 : 0;
}

function splitWords(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}

function isOffered(action: Action): boolean {
  return action.isKeyOnly !== true && action.id !== "palette";
}
