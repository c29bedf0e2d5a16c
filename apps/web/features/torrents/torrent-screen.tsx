"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useEffect } from "react";

import { buttonStyle } from "../../components/ui/button.tsx";
import { Failure } from "../../components/ui/failure.tsx";
import { Notice } from "../../components/ui/notice.tsx";
import { errorStatus } from "../../lib/api-error.ts";
import { t } from "../../lib/messages/translate.ts";
import { useSession } from "../identity/use-session.ts";
import { FilePanel } from "./file-panel.tsx";
import { HistoryPanel } from "./history-panel.tsx";
import { rememberTorrent } from "./recent-torrents.ts";
import { RelatedPanel } from "./related-panel.tsx";
import { ReleasePanel } from "./release-panel.tsx";
import { SourcePanel } from "./source-panel.tsx";
import { SwarmPanel } from "./swarm-panel.tsx";
import { TagPanel } from "./tag-panel.tsx";
import { TorrentFacts } from "./torrent-facts.tsx";
import { TorrentHeader } from "./torrent-header.tsx";
import { torrentQuery } from "./torrent-query.ts";
import { TorrentSkeleton } from "./torrent-skeleton.tsx";
import { TrackerPanel } from "./tracker-panel.tsx";
import { VerdictPanel } from "./verdict-panel.tsx";

/** Everything about one torrent. */
export function TorrentScreen({ infoHash }: { infoHash: string }) {
  const { data: torrent, error, refetch } = useQuery(torrentQuery(infoHash));
  const { me } = useSession();
  useEffect(() => {
    if (torrent !== undefined && me !== undefined) rememberTorrent(me.userId ?? me.kind, torrent);
  }, [torrent, me]);
  if (error !== null && torrent === undefined) {
    const status = errorStatus(error);
    if (status === 404 || status === 400) return <Missing />;
    return <Failure error={error} onRetry={() => void refetch()} />;
  }
  if (torrent === undefined) return <TorrentSkeleton />;
  return (
    <article className="page">
      <title>{`${torrent.title} · ${t("app.name")}`}</title>
      <TorrentHeader torrent={torrent} />
      <VerdictPanel torrent={torrent} />
      <div className="mt-8 grid gap-x-12 gap-y-9 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="in-turn grid h-fit gap-9 max-lg:order-2">
          <FilePanel infoHash={infoHash} />
          <RelatedPanel infoHash={infoHash} />
          <SourcePanel sources={torrent.sourceDetails} />
          <TrackerPanel torrent={torrent} />
          <HistoryPanel torrent={torrent} />
        </div>
        <div className="grid h-fit gap-8">
          <SwarmPanel torrent={torrent} />
          <ReleasePanel torrent={torrent} />
          <TagPanel torrent={torrent} />
          <TorrentFacts torrent={torrent} />
        </div>
      </div>
    </article>
  );
}

function Missing() {
  const back = (
    <Link href="/" className={buttonStyle({ look: "primary" })}>
      {t("notFound.back")}
    </Link>
  );
  return (
    <Notice title={t("torrent.notFoundTitle")} actions={back}>
      {t("torrent.notFoundText")}
    </Notice>
  );
}
