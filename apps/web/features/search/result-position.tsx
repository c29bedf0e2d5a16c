import { formatNumber } from "../../lib/format/format-number.ts";

interface ResultPositionProps {
  /** Of the first result in sight, from zero. */
  position: number;
  count: number;
}

/** Where in a long list one is; nothing at its beginning. */
export function ResultPosition({ position, count }: ResultPositionProps) {
  if (position === 0) return null;
  return (
    <div
      aria-hidden
      data-result-position
      className="figures pointer-events-none fixed right-4 bottom-[calc(var(--tabs-height)+1rem)] z-10 rounded-full border border-line bg-surface/95 px-3 py-1 text-small text-ink-soft shadow-float"
    >
      <span className="font-medium text-ink">{formatNumber(position + 1)}</span>
      {" / "}
      {formatNumber(count)}
    </div>
  );
}
