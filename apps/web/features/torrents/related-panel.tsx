import { useQuery } from "@tanstack/react-query";
import Link from "next/link";

import { Panel } from "../../components/ui/panel.tsx";
import { formatSize } from "../../lib/format/format-size.ts";
import { t } from "../../lib/messages/translate.ts";
import { orpc } from "../../lib/orpc.ts";
import { SwarmNumbers } from "../search/swarm-numbers.tsx";

/** Other releases of the same work; nothing while there are none. */
export function RelatedPanel({ infoHash }: { infoHash: string }) {
  const { data, isPending } = useQuery(orpc.search.related.queryOptions({ input: { infoHash } }));
  // Most works have none: a shape of some would come only to go.
  if (isPending) return <span data-loading hidden />;
  const items = data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <Panel title={t("torrent.related")}>
      <ul className="sheet text-small">
        {items.map(({ infoHash: other, title, resolution, size, ...swarm }) => (
          <li
            key={other}
            className="relative flex min-h-9 items-center gap-3 py-1.5 has-[a:focus-visible]:bg-accent-wash hover:bg-shoal-hover"
          >
            <span className="figures w-12 shrink-0 font-medium">{resolution ?? "–"}</span>
            <Link
              href={`/torrents/${other}`}
              title={title}
              className="verbatim min-w-0 flex-1 truncate outline-none after:absolute after:inset-0"
            >
              {title}
            </Link>
            <SwarmNumbers {...swarm} />
            <span className="figures w-18 shrink-0 text-right text-ink-soft max-sm:hidden">
              {size === null ? "–" : formatSize(size)}
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
