import Link from "next/link";

import { EmptyBox } from "../../components/ui/empty-box.tsx";
import { Loaded } from "../../components/ui/loaded.tsx";
import { Panel } from "../../components/ui/panel.tsx";
import { RelativeTime } from "../../components/ui/relative-time.tsx";
import { formatSize } from "../../lib/format/format-size.ts";
import { t } from "../../lib/messages/translate.ts";
import { ContentTypeIcon } from "../search/result-title.tsx";
import { SwarmNumbers } from "../search/swarm-numbers.tsx";
import type { Hit } from "../search/use-search-results.ts";
import { useTopTorrents } from "./use-home.ts";

interface TopTorrentsProps {
  sort: "indexed" | "seeders";
  kind: string | undefined;
}

/** The newest or the most seeded torrents. */
export function TopTorrents({ sort, kind }: TopTorrentsProps) {
  const query = useTopTorrents(sort, kind);
  const params = new URLSearchParams({ sort, ...(kind === undefined ? {} : { type: kind }) });
  const title = t(sort === "indexed" ? "home.newest" : "home.seeded");
  return (
    <Panel
      title={title}
      aside={
        <Link
          href={`/?${params.toString()}`}
          aria-label={`${t("home.seeAll")}: ${title}`}
          className="touch rounded-sm text-small text-accent hover:underline"
        >
          {t("home.seeAll")}
        </Link>
      }
    >
      <Loaded query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyBox title={t("home.noneOfKind")} />
          ) : (
            <ol aria-label={title} className="sheet">
              {items.map((hit) => (
                <TorrentRow key={hit.infoHash} hit={hit} />
              ))}
            </ol>
          )
        }
      </Loaded>
    </Panel>
  );
}

function TorrentRow({ hit }: { hit: Hit }) {
  return (
    <li className="relative flex items-center gap-3 py-2">
      <ContentTypeIcon value={hit.contentType} />
      <div className="min-w-0 flex-1">
        <Link
          href={`/torrents/${hit.infoHash}`}
          prefetch={false}
          title={hit.title}
          className="verbatim block truncate font-medium outline-none after:absolute after:inset-0 after:rounded-md hover:text-accent focus-visible:after:-outline-offset-2 focus-visible:after:outline-2 focus-visible:after:outline-accent"
        >
          {hit.title}
        </Link>
        <p className="figures text-small text-ink-faint">
          {hit.size === null ? t("app.unknown") : formatSize(hit.size)} ·{" "}
          <RelativeTime value={hit.indexedAt} />
        </p>
      </div>
      <SwarmNumbers seeders={hit.seeders} leechers={hit.leechers} checkedAt={hit.checkedAt} />
    </li>
  );
}
