import { clsx } from "clsx";
import type { ReactNode } from "react";

/** One number with its name. */
export interface Figure {
  name: string;
  value: ReactNode;
  /** A state colour, where the number says how something is. */
  tone?: string | undefined;
  /** In small letters under the number. */
  note?: ReactNode;
}

/** A few numbers that matter, side by side. */
export function FigureRow({ figures }: { figures: readonly Figure[] }) {
  return (
    <dl className="flex flex-wrap gap-px overflow-hidden rounded-lg border border-line bg-line">
      {figures.map(({ name, value, tone, note }) => (
        <div key={name} className="min-w-32 flex-1 bg-surface px-4 py-2.5">
          <dt className="text-small text-ink-faint">{name}</dt>
          <dd className={clsx("figures text-title font-semibold", tone)}>{value}</dd>
          {note === undefined ? null : <dd className="text-small text-ink-faint">{note}</dd>}
        </div>
      ))}
    </dl>
  );
}
