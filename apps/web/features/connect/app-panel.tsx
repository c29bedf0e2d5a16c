"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { clsx } from "clsx";
import { Plug } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";

import { Button } from "../../components/ui/button.tsx";
import { ConfirmDialog } from "../../components/ui/confirm-dialog.tsx";
import { EmptyBox } from "../../components/ui/empty-box.tsx";
import { Loaded } from "../../components/ui/loaded.tsx";
import { Panel } from "../../components/ui/panel.tsx";
import { RelativeTime } from "../../components/ui/relative-time.tsx";
import { useToast } from "../../components/ui/toast.tsx";
import { describeError } from "../../lib/api-error.ts";
import { t } from "../../lib/messages/translate.ts";
import { orpc, type ApiOutputs } from "../../lib/orpc.ts";
import { APP_NAMES } from "./app-names.ts";

const AddAppDialog = dynamic(async () => (await import("./add-app-dialog.tsx")).AddAppDialog);

type App = ApiOutputs["connect"]["list"]["items"][number];

/** Programs that this index was added to, and how each is. */
export function AppPanel() {
  const query = useQuery(orpc.connect.list.queryOptions());
  const [isAdding, setIsAdding] = useState(false);
  const [removing, setRemoving] = useState<App>();
  return (
    <Panel
      title={t("apps.title")}
      aside={
        <Button size="small" onClick={() => setIsAdding(true)}>
          <Plug aria-hidden size={16} />
          {t("apps.add")}
        </Button>
      }
    >
      <Loaded query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyBox title={t("apps.emptyTitle")}>{t("apps.emptyText")}</EmptyBox>
          ) : (
            <ul className="divide-y divide-line border-y border-line">
              {items.map((app) => (
                <AppRow key={app.id} app={app} onRemove={() => setRemoving(app)} />
              ))}
            </ul>
          )
        }
      </Loaded>
      {isAdding ? <AddAppDialog onClose={() => setIsAdding(false)} /> : null}
      {removing === undefined ? null : (
        <RemoveDialog app={removing} onClose={() => setRemoving(undefined)} />
      )}
    </Panel>
  );
}

function AppRow({ app, onRemove }: { app: App; onRemove: () => void }) {
  const { id, kind, url, version, lastError, checkedAt } = app;
  const client = useQueryClient();
  const toast = useToast();
  const { mutate, isPending } = useMutation(
    orpc.connect.check.mutationOptions({
      onSuccess: () => client.invalidateQueries({ queryKey: orpc.connect.key() }),
      onError: (error) => toast(describeError(error), "poor"),
    }),
  );
  const { tone, text } = describeState(app);
  return (
    <li className="flex flex-wrap items-center gap-x-6 gap-y-1 py-2.5">
      <div className="min-w-0 flex-1 basis-64">
        <span className="font-medium">{APP_NAMES[kind]}</span>{" "}
        <span className="text-small text-ink-faint">{version}</span>
        <div className="verbatim text-small text-ink-soft wrap-anywhere">{url}</div>
        {lastError === undefined ? null : <p className="text-small text-poor">{lastError}</p>}
      </div>
      <span className="inline-flex items-center gap-2 text-small">
        <span aria-hidden className={clsx("size-2 rounded-full", tone)} />
        {text}
        <span className="text-ink-faint">
          <RelativeTime value={checkedAt} />
        </span>
      </span>
      <span className="flex gap-1.5">
        <Button
          size="small"
          isBusy={isPending}
          aria-label={t("apps.checkOf", { name: APP_NAMES[kind] })}
          onClick={() => mutate({ id })}
        >
          {t("apps.check")}
        </Button>
        <Button
          look="danger"
          size="small"
          aria-label={t("block.removeOf", { name: APP_NAMES[kind] })}
          onClick={onRemove}
        >
          {t("app.remove")}
        </Button>
      </span>
    </li>
  );
}

function RemoveDialog({ app: { id, kind }, onClose }: { app: App; onClose: () => void }) {
  const client = useQueryClient();
  const toast = useToast();
  const name = APP_NAMES[kind];
  const { mutate, isPending, error } = useMutation(
    orpc.connect.remove.mutationOptions({
      onSuccess: async ({ problem }) => {
        await client.invalidateQueries({ queryKey: orpc.connect.key() });
        if (problem === undefined) toast(t("apps.removed", { name }));
        else toast(t("apps.removedHere", { name }), "poor");
        onClose();
      },
    }),
  );
  return (
    <ConfirmDialog
      title={t("apps.removeTitle", { name })}
      text={t("apps.removeText")}
      confirm={t("app.remove")}
      isPending={isPending}
      error={error}
      onConfirm={() => mutate({ id })}
      onClose={onClose}
    />
  );
}

function describeState({ isReachable, hasIndexer, isIndexerEnabled }: App) {
  if (!isReachable) return { tone: "bg-poor", text: t("apps.unreachable") };
  if (!hasIndexer) return { tone: "bg-poor", text: t("apps.gone") };
  if (!isIndexerEnabled) return { tone: "bg-fair", text: t("apps.disabled") };
  return { tone: "bg-good", text: t("apps.connected") };
}
