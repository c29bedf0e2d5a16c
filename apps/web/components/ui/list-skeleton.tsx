import { t } from "../../lib/messages/translate.ts";
import { Skeleton } from "./skeleton.tsx";

const WIDTHS = [46, 62, 38, 55, 42, 58];

/** The shape of a list that is on its way. */
export function ListSkeleton({ lines = 4 }: { lines?: number }) {
  return (
    <div aria-busy className="sheet">
      {Array.from({ length: lines }, (_, line) => (
        // The lines are all alike.
        // oxlint-disable-next-line react/no-array-index-key
        <div key={line} className="py-3.5">
          <div style={{ width: `${WIDTHS[line % WIDTHS.length]}%` }}>
            <Skeleton />
          </div>
        </div>
      ))}
      <output className="sr-only">{t("app.loading")}</output>
    </div>
  );
}
