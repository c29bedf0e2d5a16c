import type { ReactNode } from "react";

interface EmptyBoxProps {
  title: string;
  /** What to do next, or why that is well. */
  children?: ReactNode;
}

/** What stands where a list would be while it has nothing. */
export function EmptyBox({ title, children }: EmptyBoxProps) {
  return (
    <div className="rounded-lg border border-dashed border-line px-4 py-8 text-center">
      <p className="font-medium">{title}</p>
      {children === undefined ? null : <div className="mt-0.5 text-ink-soft">{children}</div>}
    </div>
  );
}
