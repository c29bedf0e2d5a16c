import { clsx } from "clsx";
import { useId, type ReactNode } from "react";

interface PanelProps {
  title: string;
  /** Makes it a place that links lead to. */
  id?: string;
  /** Beside the title: a count, a button. */
  aside?: ReactNode;
  className?: string;
  children: ReactNode;
}

/** A titled part of a screen. */
export function Panel({ title, id: place, aside, className, children }: PanelProps) {
  const id = useId();
  return (
    <section id={place} aria-labelledby={id} className={clsx("min-w-0", className)}>
      <header className="mb-1.5 flex min-h-10 items-center justify-between gap-3 max-[22rem]:flex-wrap">
        <h2 id={id} className="text-lead font-semibold tracking-tight">
          {title}
        </h2>
        {aside}
      </header>
      {children}
    </section>
  );
}
