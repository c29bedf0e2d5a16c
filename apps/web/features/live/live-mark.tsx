"use client";

import { clsx } from "clsx";

import { t } from "../../lib/messages/translate.ts";
import { useLiveState } from "./live-state.ts";

/** Whether what is on the screen keeps itself up to date. */
export function LiveMark() {
  const state = useLiveState();
  return (
    <output className="mt-2 inline-flex shrink-0 items-center gap-1.5 text-small text-ink-faint">
      <span
        aria-hidden
        className={clsx(
          "size-2 rounded-full",
          state === "live" ? "bg-good" : "animate-breathe bg-fair",
        )}
      />
      {t(`live.${state}`)}
    </output>
  );
}
