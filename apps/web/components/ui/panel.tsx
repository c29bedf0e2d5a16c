import { clsx } from "clsx";
import { useId, type ReactNode } from "react";

interface PanelProps {
  title: string;
  /** Beside the title: a count, a button. */
  aside?: ReactNode;
  className?: string;
  children: ReactNode;
}

/** A titled part of a screen. */
export function Panel({ title, aside, className, children }: PanelProps) {
  const id = useId();
  return (
    <section aria-labelledby={id} className={clsx("min-w-0", className)}>
      <header className="mb-2 flex min-h-8 items-center justify-between gap-3">
        <h2 id={id} className="text-base font-semibold">
          {title}
        </h2>
        {aside}
      </header>
      {children}
    </section>
  );
}
