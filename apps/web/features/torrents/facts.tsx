import type { ReactNode } from "react";

/** A list of names and values. */
export function Facts({ children }: { children: ReactNode }) {
  return <dl className="sheet text-small">{children}</dl>;
}

interface FactProps {
  name: string;
  children: ReactNode;
}

/** One name with its value. */
export function Fact({ name, children }: FactProps) {
  return (
    <div className="flex gap-4 py-1.5">
      <dt className="w-24 shrink-0 text-ink-faint">{name}</dt>
      <dd className="min-w-0 flex-1 wrap-anywhere">{children}</dd>
    </div>
  );
}
