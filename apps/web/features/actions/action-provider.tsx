"use client";

import { useEffect, useMemo, useState, type ReactNode } from "react";

import { lazyComponent } from "../../lib/lazy-component.tsx";
import { ActionContext, useActionContext, useActions } from "./action-context.ts";
import { createActionStore, type ActionStore } from "./action-store.ts";
import type { ActionWindow } from "./action.ts";
import { describePress, findAction, SEQUENCE_TIMEOUT } from "./shortcuts.ts";
import { useAppActions } from "./use-app-actions.ts";
import { useListActions } from "./use-list-actions.ts";

const CommandPalette = lazyComponent(
  async () => (await import("./command-palette.tsx")).CommandPalette,
);
const ShortcutSheet = lazyComponent(
  async () => (await import("./shortcut-sheet.tsx")).ShortcutSheet,
);

/** Keeps the actions, listens for their shortcuts and holds the palette. */
export function ActionProvider({ children }: { children: ReactNode }) {
  const [store] = useState(createActionStore);
  const [shown, setShown] = useState<ActionWindow>();
  const value = useMemo(() => ({ store, open: setShown }), [store]);
  useShortcuts(store);
  const handleOpenChange = (isOpen: boolean) => setShown(isOpen ? shown : undefined);
  return (
    <ActionContext value={value}>
      <ListActions />
      <AppActions />
      {children}
      {shown === "palette" ? <CommandPalette onOpenChange={handleOpenChange} /> : null}
      {shown === "shortcuts" ? <ShortcutSheet onOpenChange={handleOpenChange} /> : null}
    </ActionContext>
  );
}

/** Added first and never changed, so that a page's own keys come before these. */
function ListActions() {
  useActions(useListActions());
  return null;
}

function AppActions() {
  const { open } = useActionContext();
  useActions(useAppActions(open));
  return null;
}

function useShortcuts(store: ActionStore): void {
  useEffect(() => {
    let previous = "";
    let previousAt = 0;
    function handleKeyDown(event: KeyboardEvent) {
      if (event.defaultPrevented || event.isComposing) return;
      const press = describePress(event);
      if (press === "") return;
      const isChord = press.startsWith("mod+");
      if (!isChord && isTakenElsewhere(event.target)) return;
      if (press === "Enter" && isPressable(event.target)) return;
      const isSequence = event.timeStamp - previousAt < SEQUENCE_TIMEOUT;
      const action = findAction(store.list(), isSequence ? previous : "", press);
      previous = action === undefined ? press : "";
      previousAt = event.timeStamp;
      if (action === undefined) return;
      event.preventDefault();
      action.perform();
    }
    window.addEventListener("keydown", handleKeyDown);
    return () => window.removeEventListener("keydown", handleKeyDown);
  }, [store]);
}

/** A link or button does on Enter what it says by itself. */
function isPressable(target: EventTarget | null): boolean {
  return target instanceof Element && target.matches("a, button, summary, label");
}

/** Typing in a field, or a window or menu that has its own keys. */
function isTakenElsewhere(target: EventTarget | null): boolean {
  if (!(target instanceof Element)) return false;
  const isField = target.matches(
    "textarea, select, [contenteditable=true], input:not([type=checkbox])",
  );
  return (
    isField || document.querySelector("[role=dialog], [role=alertdialog], [role=menu]") !== null
  );
}
