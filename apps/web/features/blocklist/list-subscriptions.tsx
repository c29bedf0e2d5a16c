"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";

import { Button } from "../../components/ui/button.tsx";
import { ConfirmDialog } from "../../components/ui/confirm-dialog.tsx";
import { EmptyBox } from "../../components/ui/empty-box.tsx";
import { Field } from "../../components/ui/field.tsx";
import { Loaded } from "../../components/ui/loaded.tsx";
import { Problem } from "../../components/ui/problem.tsx";
import { RelativeTime } from "../../components/ui/relative-time.tsx";
import { ServerText } from "../../components/ui/server-text.tsx";
import { describeError } from "../../lib/api-error.ts";
import { t } from "../../lib/messages/translate.ts";
import { orpc, type ApiOutputs } from "../../lib/orpc.ts";
import { useBlocklistHandlers } from "./use-blocklist-handlers.ts";

type Subscription = ApiOutputs["blacklist"]["lists"]["list"]["items"][number];

/** Lists that others keep. */
export function ListSubscriptions() {
  const query = useQuery(orpc.blacklist.lists.list.queryOptions());
  const [removing, setRemoving] = useState<Subscription>();
  return (
    <div className="grid gap-5">
      <SubscriptionForm />
      <Loaded query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyBox title={t("block.noLists")}>{t("block.noListsText")}</EmptyBox>
          ) : (
            <ul className="sheet">
              {items.map((list) => (
                <SubscriptionRow key={list.id} list={list} onRemove={() => setRemoving(list)} />
              ))}
            </ul>
          )
        }
      </Loaded>
      {removing === undefined ? null : (
        <RemoveDialog list={removing} onClose={() => setRemoving(undefined)} />
      )}
    </div>
  );
}

function SubscriptionRow({ list, onRemove }: { list: Subscription; onRemove: () => void }) {
  const { id, name, url, entryCount, lastFetchedAt, lastError } = list;
  const { toast, refresh, onError } = useBlocklistHandlers();
  const { mutate, isPending } = useMutation(
    orpc.blacklist.lists.refresh.mutationOptions({
      onSuccess: async () => {
        await refresh();
        toast(t("block.listRefreshing", { name }));
      },
      onError,
    }),
  );
  return (
    <li className="flex flex-wrap items-center gap-x-6 gap-y-1 py-2.5">
      <div className="min-w-0 flex-1 basis-72">
        <span className="font-medium">{name}</span>
        <div className="verbatim text-small text-ink-soft wrap-anywhere">{url}</div>
        {lastError === null ? null : (
          <p className="text-small text-poor">
            <ServerText text={lastError} />
          </p>
        )}
      </div>
      <span className="figures text-small text-ink-faint">
        {t("block.entries", { count: entryCount })}
        {" · "}
        {lastFetchedAt === null ? t("block.neverRead") : <RelativeTime value={lastFetchedAt} />}
      </span>
      <span className="flex gap-1.5 max-sm:ml-auto">
        <Button size="small" isBusy={isPending} onClick={() => mutate({ id })}>
          {t("block.refresh")}
        </Button>
        <Button
          look="danger"
          size="small"
          aria-label={t("app.removeOf", { name })}
          onClick={onRemove}
        >
          {t("app.remove")}
        </Button>
      </span>
    </li>
  );
}

function RemoveDialog({
  list: { id, name },
  onClose,
}: {
  list: Subscription;
  onClose: () => void;
}) {
  const { refresh } = useBlocklistHandlers();
  const { mutate, isPending, error } = useMutation(
    orpc.blacklist.lists.remove.mutationOptions({
      onSuccess: async () => {
        await refresh();
        onClose();
      },
    }),
  );
  return (
    <ConfirmDialog
      title={t("block.removeList", { name })}
      text={t("block.removeListText")}
      confirm={t("app.remove")}
      isPending={isPending}
      error={error}
      onConfirm={() => mutate({ id })}
      onClose={onClose}
    />
  );
}

function SubscriptionForm() {
  const { refresh } = useBlocklistHandlers();
  const [name, setName] = useState("");
  const [url, setUrl] = useState("");
  const { mutate, isPending, error } = useMutation(
    orpc.blacklist.lists.add.mutationOptions({
      onSuccess: () => {
        setName("");
        setUrl("");
        return refresh();
      },
    }),
  );

  function handleSubmit(event: FormEvent) {
    event.preventDefault();
    mutate({ name: name.trim(), url: url.trim() });
  }

  return (
    <form
      onSubmit={handleSubmit}
      className="grid gap-3 rounded-lg border border-line bg-surface p-4 sm:grid-cols-[12rem_minmax(0,1fr)_auto] sm:items-start"
    >
      <Field
        label={t("block.listName")}
        value={name}
        maxLength={100}
        required
        onChange={(event) => setName(event.target.value)}
      />
      <Field
        label={t("block.listUrl")}
        hint={t("block.listUrlHint")}
        type="url"
        value={url}
        required
        onChange={(event) => setUrl(event.target.value)}
      />
      <Button type="submit" look="primary" className="h-10 sm:mt-6.5" isBusy={isPending}>
        {t("block.subscribe")}
      </Button>
      {error === null ? null : (
        <div className="sm:col-span-3">
          <Problem>{describeError(error)}</Problem>
        </div>
      )}
    </form>
  );
}
