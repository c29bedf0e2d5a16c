"use client";

import { useInfiniteQuery, useMutation } from "@tanstack/react-query";
import { Download } from "lucide-react";

import { buttonStyle } from "../../components/ui/button.tsx";
import { EmptyBox } from "../../components/ui/empty-box.tsx";
import { Loaded } from "../../components/ui/loaded.tsx";
import { MoreButton } from "../../components/ui/more-button.tsx";
import { serverPath } from "../../lib/base-path.ts";
import { t } from "../../lib/messages/translate.ts";
import { orpc } from "../../lib/orpc.ts";
import { BlockForm } from "./block-form.tsx";
import { BlockedTorrentList } from "./blocked-torrent-list.tsx";
import { ImportButton } from "./import-button.tsx";
import { useBlocklistHandlers } from "./use-blocklist-handlers.ts";

/** Torrents blocked by hand or by a rule. */
export function BlockedTorrents() {
  const { toast, refresh, onError } = useBlocklistHandlers();
  const add = useMutation(
    orpc.blacklist.torrent.add.mutationOptions({
      onSuccess: async ({ added, known }) => {
        await refresh();
        toast(t("block.added", { count: added, known }));
      },
      onError,
    }),
  );
  const query = useInfiniteQuery(
    orpc.blacklist.torrent.list.infiniteOptions({
      input: (cursor: string | undefined) => (cursor === undefined ? {} : { cursor }),
      initialPageParam: undefined,
      getNextPageParam: ({ nextCursor }) => nextCursor,
    }),
  );
  return (
    <div className="grid gap-5">
      <BlockForm
        label={t("block.torrentsLabel")}
        hint={t("block.torrentsHint")}
        isBusy={add.isPending}
        onSubmit={(infoHashes, reason) =>
          add.mutate({ infoHashes, ...(reason === "" ? {} : { reason }) })
        }
      />
      <div className="flex flex-wrap gap-2">
        <ImportButton />
        <a href={serverPath("/api/v1/blocklist/torrents/export")} className={buttonStyle()}>
          <Download aria-hidden size={16} />
          {t("block.export")}
        </a>
      </div>
      <div>
        <Loaded query={query}>
          {({ pages }) => {
            const torrents = pages.flatMap(({ items }) => items);
            return torrents.length === 0 ? (
              <EmptyBox title={t("block.noTorrents")}>{t("block.noTorrentsText")}</EmptyBox>
            ) : (
              <BlockedTorrentList torrents={torrents} />
            );
          }}
        </Loaded>
        <MoreButton query={query} />
      </div>
    </div>
  );
}
