import { Lock, type LucideIcon } from "lucide-react";
import type { ReactNode } from "react";

import { t } from "../../lib/messages/translate.ts";
import { describeContentType } from "./content-types.ts";
import { HighlightedTitle } from "./highlighted-title.tsx";
import { TorrentLink } from "./torrent-link.tsx";
import type { Hit } from "./use-search-results.ts";

interface ResultTitleProps {
  hit: Hit;
  className: string;
  /** Over several lines, where there is room for them. */
  wraps?: boolean | undefined;
  onIntent: (hit: Hit) => void;
}

/** The link to a torrent; its area covers the whole row or card around it. */
export function ResultTitle({ hit, className, wraps, onIntent }: ResultTitleProps) {
  return (
    <TorrentLink
      infoHash={hit.infoHash}
      onFocus={() => onIntent(hit)}
      onPointerEnter={() => onIntent(hit)}
      className={`verbatim outline-none after:absolute after:inset-0 ${className}`}
      title={hit.title}
    >
      {hit.private ? (
        <Lock
          aria-label={t("torrent.private")}
          size={13}
          className="mr-1.5 inline align-[-1px] text-ink-faint"
        />
      ) : null}
      {/* Another text is another element: the browser takes what stays for something that moves. */}
      <HighlightedTitle
        key={`${hit.infoHash} ${hit.highlights?.title?.join(" ") ?? ""}`}
        title={hit.title}
        ranges={hit.highlights?.title}
        wraps={wraps}
      />
    </TorrentLink>
  );
}

const drawn = new Map<LucideIcon, ReactNode>();

/** What never changes is made once: lists have dozens of it. */
function drawOnce(Icon: LucideIcon): ReactNode {
  const known = drawn.get(Icon) ?? <Icon aria-hidden size={17} strokeWidth={1.75} />;
  drawn.set(Icon, known);
  return known;
}

/** The icon of what a torrent holds. */
export function ContentTypeIcon({ value }: { value: string | null }) {
  const { name, icon } = describeContentType(value);
  return (
    <span title={name} className="relative z-10 flex shrink-0 text-ink-faint">
      {drawOnce(icon)}
      <span className="sr-only">{name}</span>
    </span>
  );
}
