import { clsx } from "clsx";
import type { ReactNode } from "react";

import { Skeleton } from "./skeleton.tsx";

/** One number with its name. */
export interface Figure {
  name: string;
  value: ReactNode;
  /** A state colour, where the number says how something is. */
  tone?: string | undefined;
  /** In small letters under the number. */
  note?: ReactNode;
}

const ROW = "flex flex-wrap gap-px overflow-hidden rounded-lg border border-line bg-line";
const CELL = "min-w-32 flex-1 bg-surface px-4 py-2.5";

/** The shape of a row that is on its way. */
export function FigureRowSkeleton({ count }: { count: number }) {
  return (
    <div aria-busy className={ROW}>
      {Array.from({ length: count }, (_, cell) => (
        // They are all alike.
        // oxlint-disable-next-line react/no-array-index-key
        <div key={cell} className={CELL}>
          <Skeleton className="my-1 h-3 w-16" />
          <Skeleton className="my-1.5 h-4 w-12" />
          <Skeleton className="my-1 h-3 w-24" />
        </div>
      ))}
    </div>
  );
}

/** A few numbers that matter, side by side. */
export function FigureRow({ figures }: { figures: readonly Figure[] }) {
  return (
    <dl className={ROW}>
      {figures.map(({ name, value, tone, note }) => (
        <div key={name} className={CELL}>
          <dt className="text-small text-ink-faint">{name}</dt>
          <dd className={clsx("figures text-title font-semibold", tone)}>{value}</dd>
          {note === undefined ? null : <dd className="text-small text-ink-faint">{note}</dd>}
        </div>
      ))}
    </dl>
  );
}
