import { FileText } from "lucide-react";

import { t } from "../../lib/messages/translate.ts";
import { HighlightedTitle } from "./highlighted-title.tsx";
import type { Hit } from "./use-search-results.ts";

/** The file by whose name a result was found; nothing where its title says it all. */
export function MatchedFile({ hit: { matchedFile } }: { hit: Hit }) {
  if (matchedFile === undefined) return null;
  const { path, highlights } = matchedFile;
  // Folders repeat the title as a rule; they are left out unless they were meant.
  const start = path.lastIndexOf("/") + 1;
  const isInName = highlights.some(([from]) => from >= start);
  const skipped = isInName ? start : 0;
  const ranges = highlights
    .filter(([from]) => from >= skipped)
    .map(([from, to]) => [from - skipped, to - skipped] as const);
  return (
    <span
      className="verbatim flex min-w-0 items-center gap-1.5 text-small text-ink-soft"
      title={path}
    >
      <FileText aria-hidden size={13} className="shrink-0 text-ink-faint" />
      <span className="sr-only">{t("search.inFile")}</span>
      <span className="truncate">
        <HighlightedTitle title={path.slice(skipped)} ranges={ranges} />
      </span>
    </span>
  );
}
