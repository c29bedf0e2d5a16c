import { useQuery } from "@tanstack/react-query";

import { FailureBox } from "../../components/ui/failure-box.tsx";
import { Panel } from "../../components/ui/panel.tsx";
import { RelativeTime } from "../../components/ui/relative-time.tsx";
import { t } from "../../lib/messages/translate.ts";
import { orpc } from "../../lib/orpc.ts";
import { useSession } from "../identity/use-session.ts";
import { listHistory } from "./list-history.ts";
import type { Torrent } from "./torrent-query.ts";

/** What happened to a torrent since it was published; what people did is for administrators. */
export function HistoryPanel({ torrent }: { torrent: Torrent }) {
  const { can } = useSession();
  const acts = useQuery(
    orpc.admin.audit.list.queryOptions({
      input: { about: torrent.infoHash, limit: 100 },
      enabled: can("admin"),
    }),
  );
  const runs = useQuery(
    orpc.torrents.bulk.ofTorrent.queryOptions({
      input: { infoHash: torrent.infoHash },
      enabled: can("edit"),
    }),
  );
  const steps = listHistory(torrent, acts.data?.items ?? [], runs.data?.items ?? []);
  const failed = [acts, runs].find(({ isError }) => isError);
  return (
    <Panel title={t("history.title")}>
      <ol aria-label={t("history.title")} className="grid text-small">
        {steps.map(({ id, at, text, detail, actor }) => (
          <li
            key={id}
            className="relative flex flex-wrap items-baseline gap-x-3 py-1.5 pl-5 before:absolute before:top-3 before:left-0 before:size-2 before:rounded-full before:border-2 before:border-line-strong not-last:after:absolute not-last:after:top-6 not-last:after:-bottom-2 not-last:after:left-[3px] not-last:after:w-px not-last:after:bg-line"
          >
            <span className="font-medium">{text}</span>
            {detail === undefined ? null : (
              <span className="verbatim min-w-0 wrap-anywhere text-ink-soft">{detail}</span>
            )}
            <span className="ml-auto text-ink-faint">
              {actor === undefined ? null : `${actor} · `}
              <RelativeTime value={at} />
            </span>
          </li>
        ))}
      </ol>
      {failed === undefined ? null : (
        <FailureBox error={failed.error} onRetry={() => void failed.refetch()} />
      )}
    </Panel>
  );
}
