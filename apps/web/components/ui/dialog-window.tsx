"use client";

import { X } from "lucide-react";
import { Dialog as Primitive } from "radix-ui";

import { t } from "../../lib/messages/translate.ts";
import { useReturnFocus } from "../../lib/use-return-focus.ts";
import { Button } from "./button.tsx";
import type { DialogProps } from "./dialog.tsx";

/** What `Dialog` shows while it is open. */
export function DialogWindow({
  isOpen,
  onOpenChange,
  title,
  description,
  width = "narrow",
  footer,
  children,
}: DialogProps) {
  const returnFocus = useReturnFocus();
  const maxWidth = width === "wide" ? "sm:max-w-2xl" : "sm:max-w-md";
  return (
    <Primitive.Root open={isOpen} onOpenChange={onOpenChange}>
      <Primitive.Portal>
        <Primitive.Overlay className="fixed inset-0 z-40 bg-shade" />
        <Primitive.Content
          {...returnFocus}
          {...(description === undefined ? { "aria-describedby": undefined } : {})}
          className={`fixed z-50 flex max-h-[88dvh] w-full flex-col overflow-hidden border-line bg-surface shadow-float outline-none max-sm:animate-rise max-sm:inset-x-0 max-sm:bottom-0 max-sm:rounded-t-lg max-sm:border-t sm:animate-appear sm:top-[12dvh] sm:left-1/2 sm:max-h-[76dvh] sm:-translate-x-1/2 sm:rounded-lg sm:border ${maxWidth}`}
        >
          <header className="flex items-start gap-4 px-5 pt-4 pb-3">
            <div className="min-w-0 flex-1">
              <Primitive.Title className="text-lead font-semibold">{title}</Primitive.Title>
              {description === undefined ? null : (
                <Primitive.Description className="mt-1 text-ink-soft">
                  {description}
                </Primitive.Description>
              )}
            </div>
            <Primitive.Close asChild>
              <Button
                look="quiet"
                size="icon-small"
                aria-label={t("app.close")}
                className="-mt-1 -mr-2 pointer-coarse:-mt-2"
              >
                <X aria-hidden size={18} />
              </Button>
            </Primitive.Close>
          </header>
          <div className="min-h-0 flex-1 overflow-y-auto overscroll-contain px-5 pb-5">
            {children}
          </div>
          {footer === undefined ? null : (
            <footer className="flex justify-end gap-2 border-t border-line px-5 py-3 max-sm:pb-[max(0.75rem,env(safe-area-inset-bottom))] max-sm:[&>*]:flex-1">
              {footer}
            </footer>
          )}
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}
