"use client";

import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { Archive, Database } from "lucide-react";

import { Button } from "../../components/ui/button.tsx";
import { EmptyBox } from "../../components/ui/empty-box.tsx";
import { Loaded } from "../../components/ui/loaded.tsx";
import { MoreButton } from "../../components/ui/more-button.tsx";
import { Panel } from "../../components/ui/panel.tsx";
import { useToast } from "../../components/ui/toast.tsx";
import { describeError } from "../../lib/api-error.ts";
import { t } from "../../lib/messages/translate.ts";
import { orpc } from "../../lib/orpc.ts";
import { BackupRow, isActive } from "./backup-row.tsx";
import { RestorePanel } from "./restore-panel.tsx";
import { SectionPage } from "./section-page.tsx";

const INTERVAL = 15_000;

/** Backups that were asked for, asking for one, and the way back from them. */
export function BackupsScreen() {
  return (
    <SectionPage section="backups" lead={t("backups.lead")}>
      <BackupKinds />
      <BackupList />
      <RestorePanel />
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
  return (
    <Panel title={t("backups.title")}>
      <Loaded query={query}>
        {() =>
          backups.length === 0 ? (
            <EmptyBox title={t("backups.emptyTitle")}>{t("backups.emptyText")}</EmptyBox>
          ) : (
            <ul aria-label={t("backups.title")} className="sheet">
              {backups.map((backup) => (
                <BackupRow key={backup.id} backup={backup} />
              ))}
            </ul>
          )
        }
      </Loaded>
      <MoreButton query={query} />
    </Panel>
  );
}
