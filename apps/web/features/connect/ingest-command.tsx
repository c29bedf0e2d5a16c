"use client";

import { CopyField } from "../../components/ui/copy-field.tsx";
import { t } from "../../lib/messages/translate.ts";
import { useServerUrl } from "../../lib/use-server-url.ts";

/** A command that adds one torrent, ready to be tried in a terminal. */
export function IngestCommand({ apiKey }: { apiKey: string }) {
  const url = useServerUrl()("/api/v1/torrents/ingest");
  const record = JSON.stringify({
    infoHash: "dd8255ecdc7ca55fb0bbf81323d87062db1f6d1c",
    title: "Big Buck Bunny",
    size: 276_445_467,
  });
  const command = [
    `curl ${url} \\`,
    `  -H 'X-Api-Key: ${apiKey}' \\`,
    `  -H 'Content-Type: application/x-ndjson' \\`,
    `  --data-binary '${record}'`,
  ].join("\n");
  return <CopyField isBlock label={t("connect.ingestCommand")} value={command} />;
}
