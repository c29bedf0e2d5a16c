import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";

import { Button } from "../../components/ui/button.tsx";
import { EmptyBox } from "../../components/ui/empty-box.tsx";
import { Loaded } from "../../components/ui/loaded.tsx";
import { MoreButton } from "../../components/ui/more-button.tsx";
import { Panel } from "../../components/ui/panel.tsx";
import { useToast } from "../../components/ui/toast.tsx";
import { describeError } from "../../lib/api-error.ts";
import { formatRelative } from "../../lib/format/format-date.ts";
import { formatSize } from "../../lib/format/format-size.ts";
import { t } from "../../lib/messages/translate.ts";
import { orpc, type ApiOutputs } from "../../lib/orpc.ts";

type Purged = ApiOutputs["upkeep"]["purgatory"]["list"]["items"][number];

const PAGE_SIZE = 20;

/** Deleted torrents that can still be brought back, one by one. */
export function PurgatoryPanel() {
  const query = useInfiniteQuery(
    orpc.upkeep.purgatory.list.infiniteOptions({
      input: (cursor: string | undefined) => ({
        limit: PAGE_SIZE,
        ...(cursor === undefined ? {} : { cursor }),
      }),
      initialPageParam: undefined,
      getNextPageParam: ({ nextCursor }) => nextCursor,
    }),
  );
  return (
    <Panel title={t("purged.title")}>
      <Loaded query={query}>
        {({ pages }) => {
          const torrents = pages.flatMap(({ items }) => items);
          return torrents.length === 0 ? (
            <EmptyBox title={t("purged.emptyTitle")}>{t("purged.emptyText")}</EmptyBox>
          ) : (
            <ul className="sheet">
              {torrents.map((torrent) => (
                <PurgedRow key={torrent.infoHash} torrent={torrent} />
              ))}
            </ul>
          );
        }}
      </Loaded>
      <MoreButton query={query} />
    </Panel>
  );
}

function PurgedRow({ torrent: { infoHash, title, size, reason, expiresAt } }: { torrent: Purged }) {
  const client = useQueryClient();
  const toast = useToast();
  const { mutate, isPending } = useMutation(
    orpc.upkeep.purgatory.restore.mutationOptions({
      onSuccess: async () => {
        await client.invalidateQueries({ queryKey: orpc.upkeep.purgatory.key() });
        void client.invalidateQueries({ queryKey: orpc.search.key() });
        toast(t("purged.restored", { title }));
      },
      onError: (error) => toast(describeError(error), "poor"),
    }),
  );
  return (
    <li className="flex flex-wrap items-center gap-x-6 gap-y-1 py-2">
      <div className="min-w-0 flex-1 basis-72">
        <div className="verbatim truncate font-medium" title={title}>
          {title}
        </div>
        <div className="text-small text-ink-faint">
          {t(`purged.reason.${reason}`)} · {t("purged.until", { age: formatRelative(expiresAt) })}
        </div>
      </div>
      <span className="figures text-small text-ink-soft">
        {size === null ? "–" : formatSize(size)}
      </span>
      <Button
        size="small"
        className="max-sm:ml-auto"
        isBusy={isPending}
        aria-label={t("purged.restoreOf", { title })}
        onClick={() => mutate({ infoHashes: [infoHash] })}
      >
        {t("purged.restore")}
      </Button>
    </li>
  );
}
