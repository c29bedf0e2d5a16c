import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Command } from "cmdk";
import { Search } from "lucide-react";

import { formatSize } from "../../lib/format/format-size.ts";
import { t } from "../../lib/messages/translate.ts";
import { orpc } from "../../lib/orpc.ts";
import { useSettled } from "../../lib/use-settled.ts";
import { useSession } from "../identity/use-session.ts";
import { ContentTypeIcon } from "../search/result-title.tsx";
import { SwarmNumbers } from "../search/swarm-numbers.tsx";
import { listRecentTorrents } from "../torrents/recent-torrents.ts";
import { GROUP_STYLE, ITEM_STYLE } from "./palette-style.ts";

const MOST = 5;
const SETTLE_MS = 120;

interface PaletteTorrentsProps {
  /** What was typed, without blanks around it. */
  query: string;
  onOpen: (path: string) => void;
}

/** Torrents in the palette: those looked at lately, and the best that fit what is typed. */
export function PaletteTorrents({ query, onOpen }: PaletteTorrentsProps) {
  const { me, can } = useSession();
  if (me === undefined || !can("search")) return null;
  return query === "" ? (
    <RecentTorrents person={me.userId ?? me.kind} onOpen={onOpen} />
  ) : (
    <FoundTorrents query={query} onOpen={onOpen} />
  );
}

function RecentTorrents({ person, onOpen }: { person: string; onOpen: (path: string) => void }) {
  const torrents = listRecentTorrents(person);
  if (torrents.length === 0) return null;
  return (
    <Command.Group heading={t("actions.groupRecent")} className={GROUP_STYLE}>
      {torrents.map(({ infoHash, title, contentType }) => (
        <Command.Item
          key={infoHash}
          value={`${title} ${infoHash}`}
          onSelect={() => onOpen(`/torrents/${infoHash}`)}
          className={ITEM_STYLE}
        >
          <ContentTypeIcon value={contentType} />
          <span className="verbatim min-w-0 flex-1 truncate">{title}</span>
        </Command.Item>
      ))}
    </Command.Group>
  );
}

function FoundTorrents({ query, onOpen }: PaletteTorrentsProps) {
  const settled = useSettled(query, SETTLE_MS) ?? query;
  const { data } = useQuery(
    orpc.search.torrents.queryOptions({
      input: { q: settled, limit: MOST },
      placeholderData: keepPreviousData,
    }),
  );
  const items = data?.items ?? [];
  return (
    <Command.Group forceMount heading={t("actions.groupTorrents")} className={GROUP_STYLE}>
      <Command.Item
        forceMount
        value={`search ${query}`}
        onSelect={() => onOpen(`/?q=${encodeURIComponent(query)}`)}
        className={ITEM_STYLE}
      >
        <Search aria-hidden size={17} className="shrink-0" />
        <span className="truncate">{t("actions.searchFor", { query })}</span>
      </Command.Item>
      {items.map(({ infoHash, title, contentType, size, ...swarm }) => (
        <Command.Item
          key={infoHash}
          forceMount
          value={`torrent ${infoHash}`}
          onSelect={() => onOpen(`/torrents/${infoHash}`)}
          className={ITEM_STYLE}
        >
          <ContentTypeIcon value={contentType} />
          <span className="verbatim min-w-0 flex-1 truncate">{title}</span>
          <span className="figures text-small text-ink-faint max-sm:hidden">
            {size === null ? "–" : formatSize(size)}
          </span>
          <SwarmNumbers
            seeders={swarm.seeders}
            leechers={swarm.leechers}
            checkedAt={swarm.checkedAt}
          />
        </Command.Item>
      ))}
    </Command.Group>
  );
}
