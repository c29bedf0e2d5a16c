"use client";

import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { Archive, Database, Download } from "lucide-react";

import { Button, buttonStyle } from "../../components/ui/button.tsx";
import { EmptyBox } from "../../components/ui/empty-box.tsx";
import { Loaded } from "../../components/ui/loaded.tsx";
import { MoreButton } from "../../components/ui/more-button.tsx";
import { Panel } from "../../components/ui/panel.tsx";
import { ProgressBar } from "../../components/ui/progress-bar.tsx";
import { RelativeTime } from "../../components/ui/relative-time.tsx";
import { useToast } from "../../components/ui/toast.tsx";
import { describeError } from "../../lib/api-error.ts";
import { serverPath } from "../../lib/base-path.ts";
import { formatNumber } from "../../lib/format/format-number.ts";
import { formatSize } from "../../lib/format/format-size.ts";
import { t } from "../../lib/messages/translate.ts";
import { orpc, type ApiOutputs } from "../../lib/orpc.ts";
import { RestorePanel } from "./restore-panel.tsx";
import { SectionPage } from "./section-page.tsx";

type Backup = ApiOutputs["sys"]["backup"]["list"]["items"][number];

const INTERVAL = 15_000;

/** Backups that were asked for, and asking for one. */
export function BackupsScreen() {
  return (
    <SectionPage section="backups" lead={t("backups.lead")}>
      <BackupKinds />
      <BackupList />
    </SectionPage>
  );
}

function BackupKinds() {
  const client = useQueryClient();
  const toast = useToast();
  const { mutate, isPending, variables } = useMutation(
    orpc.sys.backup.trigger.mutationOptions({
      onSuccess: () => client.invalidateQueries({ queryKey: orpc.sys.backup.list.key() }),
      onError: (error) => toast(describeError(error), "poor"),
    }),
  );
  const kinds = [
    { kind: "portable", icon: Archive },
    { kind: "full", icon: Database },
  ] as const;
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      {kinds.map(({ kind, icon: Icon }) => (
        <section key={kind} className="flex flex-col rounded-lg border border-line bg-surface p-4">
          <h2 className="font-semibold">{t(`backups.${kind}`)}</h2>
          <p className="mt-0.5 mb-4 flex-1 text-pretty text-ink-soft">{t(`backups.${kind}Text`)}</p>
          <Button
            className="w-fit"
            isBusy={isPending && variables.kind === kind}
            onClick={() => mutate({ kind })}
          >
            <Icon aria-hidden size={16} />
            {t(`backups.${kind}Start`)}
          </Button>
        </section>
      ))}
    </div>
  );
}

function BackupList() {
  const query = useInfiniteQuery(
    orpc.sys.backup.list.infiniteOptions({
      input: (cursor: string | undefined) =>
        cursor === undefined ? {} : { cursor: Number(cursor) },
      initialPageParam: undefined,
      getNextPageParam: ({ nextCursor }) => nextCursor,
      refetchInterval: ({ state: { data } }) =>
        data?.pages.some(({ items }) => items.some(isActive)) === true ? INTERVAL : false,
    }),
  );
  const backups = query.data?.pages.flatMap(({ items }) => items) ?? [];
  const newest = (wanted: Backup["kind"]) =>
    backups.find(({ kind, state }) => kind === wanted && state === "finished")?.fileName ??
    undefined;
  return (
    <>
      <Panel title={t("backups.title")}>
        <Loaded query={query}>
          {() =>
            backups.length === 0 ? (
              <EmptyBox title={t("backups.emptyTitle")}>{t("backups.emptyText")}</EmptyBox>
            ) : (
              <ul className="sheet">
                {backups.map((backup) => (
                  <BackupRow key={backup.id} backup={backup} />
                ))}
              </ul>
            )
          }
        </Loaded>
        <MoreButton query={query} />
      </Panel>
      <RestorePanel portable={newest("portable")} full={newest("full")} />
    </>
  );
}

function BackupRow({ backup }: { backup: Backup }) {
  const { id, kind, state, requestedBy, requestedAt, done, total, fileName, bytes, error } = backup;
  return (
    <li className="flex flex-wrap items-center gap-x-6 gap-y-0.5 py-2.5">
      <div className="min-w-0 flex-1 basis-64">
        <div className="font-medium wrap-anywhere">
          {fileName === null ? (
            t(`backups.${kind}`)
          ) : (
            <code className="text-small">{fileName}</code>
          )}
        </div>
        {error === null ? null : <p className="text-small text-poor wrap-anywhere">{error}</p>}
        {isActive(backup) ? (
          <div className="mt-1.5 max-w-xs">
            <ProgressBar label={t("backups.progress")} done={done} total={total ?? 0} />
          </div>
        ) : null}
      </div>
      <span className="figures text-small text-ink-soft">
        {bytes === null ? t(`backups.${state}`) : formatSize(bytes)}
        {done > 0 ? ` · ${t(`backups.${kind}Count`, { count: formatNumber(done) })}` : ""}
      </span>
      <span className="text-small text-ink-faint">
        {requestedBy} · <RelativeTime value={requestedAt} />
      </span>
      {fileName === null ? null : (
        <a
          href={serverPath(`/api/v1/system/backups/${id}/file`)}
          download={fileName}
          aria-label={t("backups.downloadOf", { name: fileName })}
          className={buttonStyle({ size: "small", className: "max-sm:ml-auto" })}
        >
          <Download aria-hidden size={14} />
          {t("backups.download")}
        </a>
      )}
    </li>
  );
}

function isActive({ state }: Backup): boolean {
  return state === "waiting" || state === "running";
}
