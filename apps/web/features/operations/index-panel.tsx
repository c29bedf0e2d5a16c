import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { RefreshCw } from "lucide-react";
import { useState } from "react";

import { Button } from "../../components/ui/button.tsx";
import { ConfirmDialog } from "../../components/ui/confirm-dialog.tsx";
import { Loaded } from "../../components/ui/loaded.tsx";
import { Panel } from "../../components/ui/panel.tsx";
import { ProgressBar } from "../../components/ui/progress-bar.tsx";
import { useToast } from "../../components/ui/toast.tsx";
import { formatPercent } from "../../lib/format/format-number.ts";
import { t } from "../../lib/messages/translate.ts";
import { orpc, type ApiOutputs } from "../../lib/orpc.ts";

type Index = ApiOutputs["search"]["rebuildProgress"]["indexes"][number];

/** While an index is built it moves on; events tell at the latest when it is done. */
const INTERVAL = 2000;

/** Every search index with how far it is, and the button that builds them anew. */
export function IndexPanel() {
  const [isAsking, setIsAsking] = useState(false);
  const query = useQuery(
    orpc.search.rebuildProgress.queryOptions({
      refetchInterval: ({ state: { data } }) =>
        data?.indexes.some(({ progress }) => progress < 1) === true ? INTERVAL : false,
    }),
  );
  return (
    <Panel
      title={t("system.indexes")}
      aside={
        <Button size="small" onClick={() => setIsAsking(true)}>
          <RefreshCw aria-hidden size={14} />
          {t("system.reindex")}
        </Button>
      }
    >
      <Loaded query={query}>
        {({ indexes }) =>
          indexes.length === 0 ? (
            <p className="text-ink-soft">{t("system.noIndexes")}</p>
          ) : (
            <ul className="sheet">
              {indexes.map((index) => (
                <IndexRow key={index.name} index={index} />
              ))}
            </ul>
          )
        }
      </Loaded>
      {isAsking ? <RebuildDialog onClose={() => setIsAsking(false)} /> : null}
    </Panel>
  );
}

function IndexRow({ index }: { index: Index }) {
  const { name, progress } = index;
  const isReady = progress >= 1;
  return (
    <li className="py-2.5">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <code className="min-w-0 wrap-anywhere">{name}</code>
        <span className="figures text-small text-ink-soft">{describeState(index)}</span>
      </div>
      {isReady ? null : (
        <div className="mt-1.5">
          <ProgressBar label={t("system.progressOf", { name })} done={progress} total={1} />
        </div>
      )}
    </li>
  );
}

function describeState({ progress, torrents }: Index): string {
  if (progress < 1) {
    const percent = formatPercent(progress);
    return `${t("search.total", { count: torrents })} · ${t("system.building", { percent })}`;
  }
  // One that was built before anything came follows what comes.
  return torrents === 0 ? t("home.searchReady") : t("system.built", { count: torrents });
}

function RebuildDialog({ onClose }: { onClose: () => void }) {
  const client = useQueryClient();
  const toast = useToast();
  const { mutate, isPending, error } = useMutation(
    orpc.search.rebuild.mutationOptions({
      onSuccess: () => {
        toast(t("system.reindexStarted"));
        onClose();
        return client.invalidateQueries({ queryKey: orpc.search.rebuildProgress.key() });
      },
    }),
  );
  return (
    <ConfirmDialog
      title={t("system.reindexTitle")}
      text={t("system.reindexText")}
      confirm={t("system.reindex")}
      look="primary"
      isPending={isPending}
      error={error}
      onConfirm={() => mutate({})}
      onClose={onClose}
    />
  );
}
