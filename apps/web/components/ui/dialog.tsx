"use client";

import type { ReactNode } from "react";

import { lazyComponent } from "../../lib/lazy-component.tsx";

// What keeps focus inside a window comes with the first one, not with the page.
const DialogWindow = lazyComponent(async () => (await import("./dialog-window.tsx")).DialogWindow);

/** What a dialog needs to know. */
export interface DialogProps {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  title: string;
  description?: string;
  width?: "narrow" | "wide";
  footer?: ReactNode;
  children?: ReactNode;
}

/** A window over the page; on a phone it rises from the lower edge. */
export function Dialog(props: DialogProps) {
  return props.isOpen ? <DialogWindow {...props} /> : null;
}
