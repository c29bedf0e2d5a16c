import { clsx } from "clsx";
import { Magnet } from "lucide-react";
import { Fragment, memo } from "react";

import { Button } from "../../components/ui/button.tsx";
import { t } from "../../lib/messages/translate.ts";
import { MatchedFile } from "./matched-file.tsx";
import type { ResultColumn } from "./result-columns.tsx";
import { ResultMarks } from "./result-marks.tsx";
import { ContentTypeIcon, ResultTitle } from "./result-title.tsx";
import type { Sort } from "./search-state.ts";
import { SelectBox } from "./select-box.tsx";
import type { Hit } from "./use-search-results.ts";
import type { Selection } from "./use-selection.ts";

interface ResultRowProps {
  hit: Hit;
  index: number;
  sort: Sort;
  columns: readonly ResultColumn[];
  isPicked: boolean;
  onToggle: Selection["toggle"];
  onCopy: (hit: Hit) => void;
  onIntent: (hit: Hit) => void;
}

/** What a result looks like from the keyboard's and the pointer's view, row or card. */
export const RESULT_FOCUS =
  "border-b border-line has-[a:focus-visible]:bg-accent-wash has-[a:focus-visible]:shadow-[inset_3px_0_0_var(--accent)] hover:bg-shoal-hover";

/** The cells of one result in the table. */
export const ResultRow = memo(function ResultRow(props: ResultRowProps) {
  const { hit, index, sort, columns, isPicked, onToggle, onCopy, onIntent } = props;
  return (
    <>
      <td className="flex w-4 shrink-0">
        <SelectBox {...{ hit, index, isPicked, onToggle }} />
      </td>
      <td className="flex min-w-0 flex-1 items-center gap-3">
        <ContentTypeIcon value={hit.contentType} />
        <span className={clsx("grid min-w-0 gap-0.5", hit.matchedFile !== undefined && "py-1.5")}>
          <ResultTitle
            hit={hit}
            onIntent={onIntent}
            className="min-w-0 truncate text-base font-medium"
          />
          <MatchedFile hit={hit} />
        </span>
        <ResultMarks hit={hit} className="max-w-[50%] shrink-0" />
      </td>
      {columns.map((column) => (
        <td key={column.id} className={`shrink-0 ${column.className} ${column.cellClassName}`}>
          {/* Another text is another node: the browser takes one that changes for one that moves. */}
          <Fragment key={hit.infoHash}>{column.cell(hit, sort)}</Fragment>
        </td>
      ))}
      <td className="relative z-10 w-8 shrink-0">
        <CopyMagnetButton hit={hit} onCopy={onCopy} />
      </td>
    </>
  );
});

/** What never changes is made once: lists have dozens of it. */
const MAGNET = <Magnet aria-hidden size={16} strokeWidth={1.75} />;

/** Copies the magnet of one result. */
export function CopyMagnetButton({ hit, onCopy }: Pick<ResultRowProps, "hit" | "onCopy">) {
  return (
    <Button
      look="quiet"
      size="icon-small"
      className="text-ink-faint"
      aria-label={t("torrent.copyMagnetOf", { title: hit.title })}
      title={t("torrent.copyMagnet")}
      onClick={() => onCopy(hit)}
    >
      {MAGNET}
    </Button>
  );
}
