import type { ReactNode } from "react";

interface EmptyBoxProps {
  title: string;
  /** What to do next, or why that is well. */
  children?: ReactNode;
}

/** What stands where a list would be while it has nothing. */
export function EmptyBox({ title, children }: EmptyBoxProps) {
  return (
    <div className="rounded-lg border border-line bg-shoal px-4 py-7 text-center">
      <p className="font-medium">{title}</p>
      {children === undefined ? null : (
        <div className="mx-auto mt-0.5 max-w-lg text-pretty text-ink-soft">{children}</div>
      )}
    </div>
  );
}
