import Link from "next/link";

import { Checkbox } from "../../components/ui/checkbox.tsx";
import { formatSize } from "../../lib/format/format-size.ts";
import { t } from "../../lib/messages/translate.ts";
import { describeContentType } from "./content-types.ts";
import { Cover } from "./cover.tsx";
import { HighlightedTitle } from "./highlighted-title.tsx";
import type { TitleGroup } from "./merge-titles.ts";
import { CopyMagnetButton } from "./result-row.tsx";
import { SwarmNumbers } from "./swarm-numbers.tsx";
import type { Hit } from "./use-search-results.ts";
import type { Selection } from "./use-selection.ts";

interface TitleEntryProps {
  group: TitleGroup;
  /** Position of its first release among all that are shown. */
  start: number;
  selection: Selection;
  onCopy: (hit: Hit) => void;
  onIntent: (hit: Hit) => void;
}

/** One work with its best release in each quality. */
export function TitleEntry({ group, start, selection, onCopy, onIntent }: TitleEntryProps) {
  const { title, year, contentType, count, qualities } = group;
  return (
    <li className="flex gap-4 px-4 py-4 [contain-intrinsic-size:auto_8rem] [content-visibility:auto]">
      <span className="h-21 w-15 shrink-0 overflow-hidden rounded-md border border-line">
        <Cover isSmall {...{ title, year, contentType }} />
      </span>
      <div className="min-w-0 flex-1">
        <h2 className="verbatim flex flex-wrap items-baseline gap-x-2 text-lead font-semibold wrap-anywhere">
          {title}
          {year === undefined ? null : (
            <span className="figures font-normal text-ink-faint">{year}</span>
          )}
        </h2>
        <p className="text-small text-ink-soft">
          {describeContentType(contentType).name} · {t("titles.count", { count })}
        </p>
        <ul className="mt-1.5 grid gap-x-6 2xl:grid-cols-2">
          {qualities.map(({ resolution, count: ones, best }, index) => (
            <li
              key={resolution}
              data-index={start + index}
              className="relative flex h-9 min-w-0 items-center gap-3 rounded-md px-2 text-small has-[a:focus-visible]:bg-accent-wash has-[a:focus-visible]:shadow-[inset_3px_0_0_var(--accent)] hover:bg-shoal-hover max-sm:h-auto max-sm:flex-wrap max-sm:gap-y-0 max-sm:px-0 max-sm:py-1"
            >
              <Checkbox
                className="relative z-10 -m-2 p-2 pointer-coarse:-m-3 pointer-coarse:p-3"
                aria-label={t("select.one", { title: best.title })}
                checked={selection.has(best)}
                onChange={() => selection.toggleHit(best)}
              />
              <span className="figures w-12 shrink-0 font-medium">
                {resolution ?? t("titles.other")}
              </span>
              <Link
                href={`/torrents/${best.infoHash}`}
                prefetch={false}
                title={best.title}
                onFocus={() => onIntent(best)}
                onPointerEnter={() => onIntent(best)}
                className="verbatim min-w-0 flex-1 truncate text-ink-soft [&_mark]:text-ink outline-none after:absolute after:inset-0 max-sm:order-last max-sm:-mt-1.5 max-sm:basis-full max-sm:pr-10 max-sm:pl-7"
              >
                <HighlightedTitle title={best.title} ranges={best.highlights?.title} />
              </Link>
              {ones > 1 ? (
                <span className="figures text-caption text-ink-faint max-sm:hidden">
                  +{ones - 1}
                </span>
              ) : null}
              <SwarmNumbers {...best} />
              <span className="figures w-18 shrink-0 text-right text-ink-soft max-sm:w-auto">
                {best.size === null ? "–" : formatSize(best.size)}
              </span>
              <span className="relative z-10 max-sm:ml-auto">
                <CopyMagnetButton hit={best} onCopy={onCopy} />
              </span>
            </li>
          ))}
        </ul>
      </div>
    </li>
  );
}
