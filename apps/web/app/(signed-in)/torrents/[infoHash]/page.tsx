import { TorrentScreen } from "../../../../features/torrents/torrent-screen.tsx";

interface TorrentPageProps {
  params: Promise<{ infoHash: string }>;
}

export default async function TorrentPage({ params }: TorrentPageProps) {
  const { infoHash } = await params;
  return <TorrentScreen infoHash={infoHash} />;
}
