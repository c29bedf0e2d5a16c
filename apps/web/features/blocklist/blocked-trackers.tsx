"use client";

import { useInfiniteQuery, useMutation } from "@tanstack/react-query";

import { Button } from "../../components/ui/button.tsx";
import { EmptyBox } from "../../components/ui/empty-box.tsx";
import { Loaded } from "../../components/ui/loaded.tsx";
import { MoreButton } from "../../components/ui/more-button.tsx";
import { RelativeTime } from "../../components/ui/relative-time.tsx";
import { t } from "../../lib/messages/translate.ts";
import { orpc } from "../../lib/orpc.ts";
import { BlockForm } from "./block-form.tsx";
import { useBlocklistHandlers } from "./use-blocklist-handlers.ts";

/** Trackers whose announce URLs are taken out of everything. */
export function BlockedTrackers() {
  const { toast, refresh, onError } = useBlocklistHandlers();
  const add = useMutation(
    orpc.blacklist.tracker.add.mutationOptions({
      onSuccess: async ({ added, known }) => {
        await refresh();
        toast(t("block.added", { count: added, known }));
      },
      onError,
    }),
  );
  const remove = useMutation(
    orpc.blacklist.tracker.remove.mutationOptions({
      onSuccess: async (_, { trackers }) => {
        await refresh();
        toast(t("block.trackerAllowed"), "good", {
          name: t("app.undo"),
          perform: () => add.mutate({ trackers }),
        });
      },
      onError,
    }),
  );
  const query = useInfiniteQuery(
    orpc.blacklist.tracker.list.infiniteOptions({
      input: (cursor: string | undefined) => (cursor === undefined ? {} : { cursor }),
      initialPageParam: undefined,
      getNextPageParam: ({ nextCursor }) => nextCursor,
    }),
  );
  return (
    <div className="grid gap-5">
      <BlockForm
        label={t("block.trackersLabel")}
        hint={t("block.trackersHint")}
        isBusy={add.isPending}
        onSubmit={(trackers, reason) =>
          add.mutate({ trackers, ...(reason === "" ? {} : { reason }) })
        }
      />
      <div>
        <Loaded query={query}>
          {({ pages }) => {
            const trackers = pages.flatMap(({ items }) => items);
            return trackers.length === 0 ? (
              <EmptyBox title={t("block.noTrackers")}>{t("block.noTrackersText")}</EmptyBox>
            ) : (
              <ul className="sheet">
                {trackers.map(({ pattern, reason, blockedBy, blockedAt }) => (
                  <li key={pattern} className="flex flex-wrap items-center gap-x-6 gap-y-1 py-2">
                    <div className="min-w-0 flex-1 basis-64">
                      <code className="font-mono text-small wrap-anywhere">{pattern}</code>
                      <div className="text-small text-ink-soft">
                        {reason ?? t("block.noReason")}
                      </div>
                    </div>
                    <span className="text-small text-ink-faint">
                      {blockedBy} · <RelativeTime value={blockedAt} />
                    </span>
                    <Button
                      size="small"
                      className="max-sm:ml-auto"
                      isBusy={remove.isPending && remove.variables.trackers.includes(pattern)}
                      aria-label={t("block.allowOf", { name: pattern })}
                      onClick={() => remove.mutate({ trackers: [pattern] })}
                    >
                      {t("block.allow")}
                    </Button>
                  </li>
                ))}
              </ul>
            );
          }}
        </Loaded>
        <MoreButton query={query} />
      </div>
    </div>
  );
}
