import { useMutation } from "@tanstack/react-query";
import { clsx } from "clsx";

import { Button } from "../../components/ui/button.tsx";
import { RelativeTime } from "../../components/ui/relative-time.tsx";
import { t } from "../../lib/messages/translate.ts";
import { orpc, type ApiOutputs } from "../../lib/orpc.ts";
import { useBlocklistHandlers } from "./use-blocklist-handlers.ts";

type BlockedTorrent = ApiOutputs["blacklist"]["torrent"]["list"]["items"][number];

/** Blocked torrents with the reason, each with the way back. */
export function BlockedTorrentList({ torrents }: { torrents: readonly BlockedTorrent[] }) {
  return (
    <ul className="sheet">
      {torrents.map((torrent) => (
        <BlockedTorrentRow
          key={`${torrent.infoHash} ${torrent.list ?? ""} ${torrent.rule ?? ""}`}
          torrent={torrent}
        />
      ))}
    </ul>
  );
}

function BlockedTorrentRow({ torrent }: { torrent: BlockedTorrent }) {
  const { infoHash, name, reason, blockedBy, blockedAt, isAllowed } = torrent;
  return (
    <li className="flex flex-wrap items-center gap-x-6 gap-y-1 py-2">
      <div className="min-w-0 flex-1 basis-80">
        {name === null ? null : <div className="verbatim font-medium wrap-anywhere">{name}</div>}
        <code
          className={clsx("font-mono text-small wrap-anywhere", name !== null && "text-ink-faint")}
        >
          {infoHash}
        </code>
        <div className="text-small text-ink-soft">{reason ?? describeCause(torrent)}</div>
      </div>
      <span className="text-small text-ink-faint">
        {blockedBy === null ? null : `${blockedBy} · `}
        <RelativeTime value={blockedAt} />
      </span>
      {isAllowed ? (
        <span className="text-small text-good">{t("block.isAllowed")}</span>
      ) : (
        <UnblockButton infoHash={infoHash} name={name} />
      )}
    </li>
  );
}

function UnblockButton({ infoHash, name }: Pick<BlockedTorrent, "infoHash" | "name">) {
  const { toast, refresh, onError } = useBlocklistHandlers();
  const block = useMutation(
    orpc.blacklist.torrent.add.mutationOptions({ onSuccess: () => refresh(), onError }),
  );
  // A magnet link brings the name back, too.
  const entry =
    name === null
      ? infoHash
      : `magnet:?xt=urn:btih:${infoHash}&dn=${encodeURIComponent(name.toWellFormed())}`;
  const { mutate, isPending } = useMutation(
    orpc.blacklist.torrent.remove.mutationOptions({
      onSuccess: async () => {
        await refresh();
        toast(t("block.allowed"), "good", {
          name: t("app.undo"),
          perform: () => block.mutate({ infoHashes: [entry] }),
        });
      },
      onError,
    }),
  );
  return (
    <Button
      size="small"
      className="max-sm:ml-auto"
      isBusy={isPending}
      aria-label={t("block.allowOf", { name: name ?? infoHash })}
      onClick={() => mutate({ infoHashes: [infoHash] })}
    >
      {t("block.allow")}
    </Button>
  );
}

function describeCause({ rule, list }: BlockedTorrent): string {
  if (rule !== null) return t("block.byRule", { rule });
  return list === null ? t("block.noReason") : t("block.byList", { list });
}
