import { clsx } from "clsx";
import { memo } from "react";

import { MatchedFile } from "./matched-file.tsx";
import { ResultMarks } from "./result-marks.tsx";
import { CopyMagnetButton, RESULT_FOCUS } from "./result-row.tsx";
import { ContentTypeIcon, ResultTitle } from "./result-title.tsx";
import type { Sort } from "./search-state.ts";
import { SelectBox } from "./select-box.tsx";
import { useColumns } from "./use-columns.ts";
import type { Hit } from "./use-search-results.ts";
import type { Selection } from "./use-selection.ts";

interface ResultCardProps {
  hit: Hit;
  index: number;
  sort: Sort;
  isPicked: boolean;
  onToggle: Selection["toggle"];
  onCopy: (hit: Hit) => void;
  onIntent: (hit: Hit) => void;
}

/** One result on a phone: the title over the same facts the table has. */
export const ResultCard = memo(function ResultCard(props: ResultCardProps) {
  const { hit, index, sort, isPicked, onToggle, onCopy, onIntent } = props;
  const { shown } = useColumns();
  const facts = shown.flatMap((column) => {
    const fact = column.fact(hit, sort);
    return fact === undefined ? [] : [{ id: column.id, fact }];
  });
  return (
    <article
      className={clsx(
        RESULT_FOCUS,
        "relative flex gap-3 py-3 pr-2 pl-4",
        isPicked && "bg-accent-wash",
      )}
    >
      <span className="flex flex-col items-center gap-3 pt-0.5">
        <ContentTypeIcon value={hit.contentType} />
        <SelectBox {...{ hit, index, isPicked, onToggle }} />
      </span>
      <div className="min-w-0 flex-1">
        <h3>
          <ResultTitle
            hit={hit}
            wraps
            onIntent={onIntent}
            className="line-clamp-2 leading-5 font-medium wrap-anywhere"
          />
        </h3>
        <MatchedFile hit={hit} />
        <ResultMarks hit={hit} className="mt-1 flex-wrap" />
        <div className="mt-1 flex flex-wrap gap-x-3 text-small text-ink-soft">
          {facts.map(({ id, fact }) => (
            <span key={`${hit.infoHash} ${id}`} className="min-w-0">
              {fact}
            </span>
          ))}
        </div>
      </div>
      <div className="relative z-10 self-center">
        <CopyMagnetButton hit={hit} onCopy={onCopy} />
      </div>
    </article>
  );
});
