import { clsx } from "clsx";
import { memo } from "react";

import { RelativeTime } from "../../components/ui/relative-time.tsx";
import { formatSize } from "../../lib/format/format-size.ts";
import { coverTitle } from "./cover-title.ts";
import { Cover } from "./cover.tsx";
import { ResultMarks } from "./result-marks.tsx";
import { CopyMagnetButton } from "./result-row.tsx";
import { ResultTitle } from "./result-title.tsx";
import type { Sort } from "./search-state.ts";
import { SelectBox } from "./select-box.tsx";
import { SwarmNumbers } from "./swarm-numbers.tsx";
import type { Hit } from "./use-search-results.ts";
import type { Selection } from "./use-selection.ts";

interface CoverCardProps {
  hit: Hit;
  index: number;
  sort: Sort;
  isPicked: boolean;
  onToggle: Selection["toggle"];
  onCopy: (hit: Hit) => void;
  onIntent: (hit: Hit) => void;
}

/** One result as a cover with its name and numbers beneath. */
export const CoverCard = memo(function CoverCard(props: CoverCardProps) {
  const { hit, index, sort, isPicked, onToggle, onCopy, onIntent } = props;
  const { contentType, year, resolution, size } = hit;
  const since = sort === "published" ? hit.publishedAt : hit.indexedAt;
  return (
    <article
      className={clsx(
        "group relative flex h-full flex-col rounded-lg outline-offset-2 has-[a:focus-visible]:outline-2 has-[a:focus-visible]:outline-accent",
        isPicked && "bg-accent-wash",
      )}
    >
      <div
        className={clsx(
          "relative h-50 overflow-hidden rounded-lg border transition-colors group-hover:border-line-strong",
          isPicked ? "border-accent" : "border-line",
        )}
      >
        <Cover title={coverTitle(hit.title)} year={year} contentType={contentType} />
        {resolution === undefined ? null : (
          <span className="figures absolute top-11 left-3.5 rounded-sm border border-line-strong/55 bg-surface/80 px-1.5 text-caption text-ink-soft">
            {resolution}
          </span>
        )}
        <div className="absolute top-2 right-1.5 z-10 flex items-center gap-2 pointer-coarse:gap-1">
          <SelectBox {...{ hit, index, isPicked, onToggle }} />
          <CopyMagnetButton hit={hit} onCopy={onCopy} />
        </div>
      </div>
      <h3 className="mt-2 min-h-9 px-1">
        <ResultTitle
          hit={hit}
          wraps
          onIntent={onIntent}
          className="line-clamp-2 text-small leading-4.5 font-medium wrap-anywhere"
        />
      </h3>
      {/* What does not fit in the line is left out, the last first. */}
      <div className="mt-1 flex h-5 flex-wrap gap-x-2 overflow-hidden px-1 text-small text-ink-soft">
        <SwarmNumbers {...hit} />
        {size === null ? null : <span className="figures">{formatSize(size)}</span>}
        {since === null ? null : (
          <span className="figures text-ink-faint">
            <RelativeTime value={since} form="age" />
          </span>
        )}
      </div>
      <ResultMarks hit={hit} className="mt-1 px-1" />
    </article>
  );
});
