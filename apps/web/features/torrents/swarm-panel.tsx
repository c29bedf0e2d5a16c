import { useMutation, useQueryClient } from "@tanstack/react-query";
import { clsx } from "clsx";
import { RefreshCw } from "lucide-react";

import { Button } from "../../components/ui/button.tsx";
import { Panel } from "../../components/ui/panel.tsx";
import { useToast } from "../../components/ui/toast.tsx";
import { describeError } from "../../lib/api-error.ts";
import { formatDateTime, formatRelative } from "../../lib/format/format-date.ts";
import { formatNumber } from "../../lib/format/format-number.ts";
import { t } from "../../lib/messages/translate.ts";
import { orpc } from "../../lib/orpc.ts";
import { swarmTone } from "../search/swarm-numbers.tsx";
import type { Torrent } from "./torrent-query.ts";
import { TrackerAnswers } from "./tracker-answers.tsx";

/** Seeders, leechers and snatches with the age of the count, and a button that counts anew. */
export function SwarmPanel({ torrent }: { torrent: Torrent }) {
  const { infoHash, seeders, leechers, snatches, trackers } = torrent;
  const client = useQueryClient();
  const toast = useToast();
  const { mutate, data, isPending } = useMutation(
    orpc.torrents.scrape.mutationOptions({
      onSuccess: async (scrape) => {
        await client.invalidateQueries({ queryKey: orpc.torrents.get.key() });
        void client.invalidateQueries({ queryKey: orpc.search.key() });
        if (scrape.seeders === null) toast(t("swarm.noAnswer"), "poor");
      },
      onError: (error) => toast(describeError(error), "poor"),
    }),
  );
  const numbers = [
    { name: t("swarm.seedersLabel"), value: seeders, tone: swarmTone(seeders) },
    { name: t("swarm.leechersLabel"), value: leechers, tone: "text-ink" },
    { name: t("swarm.snatchesLabel"), value: snatches, tone: "text-ink" },
  ];
  // Numbers that stay the same are not written again: the count itself is newer.
  const counted = data === undefined || data.seeders === null ? undefined : data.checkedAt;
  const checkedAt = counted ?? torrent.checkedAt;
  return (
    <Panel
      title={t("swarm.title")}
      aside={
        <span className="flex items-center gap-2">
          {checkedAt === null ? null : <CheckedAt time={checkedAt} />}
          {trackers.length === 0 ? null : (
            <Button
              size="small"
              look="quiet"
              className="-mr-2.5"
              isBusy={isPending}
              title={t("swarm.refreshHint")}
              onClick={() => mutate({ infoHash })}
            >
              {isPending ? null : <RefreshCw aria-hidden size={14} />}
              {t("swarm.refresh")}
            </Button>
          )}
        </span>
      }
    >
      <dl className="grid grid-cols-3 gap-px overflow-hidden rounded-lg border border-line bg-line">
        {numbers.map((number) => (
          <SwarmNumber key={number.name} {...number} />
        ))}
      </dl>
      {checkedAt === null ? (
        <p className="mt-2 text-small text-ink-faint">{t("swarm.neverChecked")}</p>
      ) : null}
      {data === undefined ? null : <TrackerAnswers answers={data.trackers} />}
    </Panel>
  );
}

function CheckedAt({ time }: { time: string }) {
  return (
    <time
      dateTime={time}
      title={formatDateTime(time)}
      className="text-small whitespace-nowrap text-ink-faint"
    >
      {t("swarm.checked", { age: formatRelative(time) })}
    </time>
  );
}

function SwarmNumber({ name, value, tone }: { name: string; value: number | null; tone: string }) {
  return (
    <div className="bg-surface px-3 py-2">
      <dt className="text-small text-ink-faint">{name}</dt>
      <dd
        className={clsx(
          "figures text-title font-semibold",
          value === null ? "text-ink-faint" : tone,
        )}
      >
        {value === null ? (
          <>
            <span aria-hidden>–</span>
            <span className="sr-only">{t("app.unknown")}</span>
          </>
        ) : (
          formatNumber(value)
        )}
      </dd>
    </div>
  );
}
