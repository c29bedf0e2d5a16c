import { clsx } from "clsx";

import { formatNumber } from "../../lib/format/format-number.ts";

/** A count of failures: quiet while there are none. */
export function FailedCount({ count }: { count: number }) {
  return (
    <span className={clsx(count === 0 ? "text-ink-faint" : "font-semibold text-poor")}>
      {formatNumber(count)}
    </span>
  );
}
