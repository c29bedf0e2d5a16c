import { ChevronRight } from "lucide-react";
import type { ReactNode } from "react";

interface SetupWayProps {
  title: string;
  text: string;
  isOpen?: boolean;
  children: ReactNode;
}

/** One of several ways to do a step; it opens when it is chosen. */
export function SetupWay({ title, text, isOpen = false, children }: SetupWayProps) {
  return (
    <details open={isOpen} className="group">
      <summary className="flex cursor-pointer list-none items-start gap-3 rounded-md py-4 hover:text-accent [&::-webkit-details-marker]:hidden">
        <ChevronRight
          aria-hidden
          size={18}
          className="mt-0.5 shrink-0 text-ink-faint transition-transform group-open:rotate-90"
        />
        <span>
          <span className="block text-lead font-semibold">{title}</span>
          <span className="block text-ink-soft">{text}</span>
        </span>
      </summary>
      <div className="pb-6 sm:pl-7.5">{children}</div>
    </details>
  );
}
