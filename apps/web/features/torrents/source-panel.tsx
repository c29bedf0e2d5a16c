import { ExternalLink } from "lucide-react";

import { Panel } from "../../components/ui/panel.tsx";
import { formatDateTime, formatRelative } from "../../lib/format/format-date.ts";
import { t } from "../../lib/messages/translate.ts";
import { SwarmNumbers } from "../search/swarm-numbers.tsx";
import type { Torrent } from "./torrent-query.ts";

type Source = Torrent["sourceDetails"][number];

/** Where the torrent was seen, first and last. */
export function SourcePanel({ sources }: { sources: readonly Source[] }) {
  return (
    <Panel title={t("torrent.sources")}>
      {sources.length === 0 ? (
        <p className="text-small text-ink-soft">{t("torrent.noSources")}</p>
      ) : (
        <ul className="sheet text-small">
          {sources.map((source) => (
            <SourceLine key={source.name} source={source} />
          ))}
        </ul>
      )}
    </Panel>
  );
}

function SourceLine({ source }: { source: Source }) {
  const { name, url, firstSeenAt, lastSeenAt, seeders, leechers } = source;
  return (
    <li className="flex flex-wrap items-center gap-x-6 gap-y-0.5 py-2 max-sm:gap-x-3">
      <span className="max-sm:-order-2 min-w-32 flex-1 font-medium max-sm:min-w-[60%]">
        {url === undefined || !/^https?:\/\//i.test(url) ? (
          name
        ) : (
          <a
            href={url}
            target="_blank"
            rel="noreferrer"
            title={t("torrent.sourcePage", { name })}
            className="touch inline-flex items-center gap-1 rounded-sm text-accent hover:underline"
          >
            {name}
            <ExternalLink aria-hidden size={12} />
          </a>
        )}
      </span>
      <span title={formatDateTime(firstSeenAt)} className="text-ink-soft">
        {t("torrent.firstSeen", { age: formatRelative(firstSeenAt) })}
      </span>
      <span title={formatDateTime(lastSeenAt)} className="text-ink-soft">
        {t("torrent.lastSeen", { age: formatRelative(lastSeenAt) })}
      </span>
      {seeders === null && leechers === null ? null : (
        <span className="max-sm:-order-1">
          <SwarmNumbers seeders={seeders} leechers={leechers} checkedAt={lastSeenAt} />
        </span>
      )}
    </li>
  );
}
