"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useState } from "react";

import { Button } from "../../components/ui/button.tsx";
import { EmptyBox } from "../../components/ui/empty-box.tsx";
import { FailureBox } from "../../components/ui/failure-box.tsx";
import { Panel } from "../../components/ui/panel.tsx";
import { Skeleton } from "../../components/ui/skeleton.tsx";
import { lazyComponent } from "../../lib/lazy-component.tsx";
import { t } from "../../lib/messages/translate.ts";
import { orpc, type ApiOutputs } from "../../lib/orpc.ts";
import { KeyRow } from "./key-row.tsx";

const CreateKeyDialog = lazyComponent(
  async () => (await import("./create-key-dialog.tsx")).CreateKeyDialog,
);
const RotateKeyDialog = lazyComponent(
  async () => (await import("./rotate-key-dialog.tsx")).RotateKeyDialog,
);
const RevokeKeyDialog = lazyComponent(
  async () => (await import("./revoke-key-dialog.tsx")).RevokeKeyDialog,
);

/** One key as the list shows it. */
export type ApiKey = ApiOutputs["admin"]["apiKeys"]["list"]["items"][number];

/** The keys of programs, with making and revoking. */
export function KeyPanel() {
  const [isCreating, setIsCreating] = useState(false);
  return (
    <Panel
      title={t("keys.title")}
      aside={
        <Button size="small" onClick={() => setIsCreating(true)}>
          <Plus aria-hidden size={16} />
          {t("keys.create")}
        </Button>
      }
    >
      <KeyList />
      {isCreating ? <CreateKeyDialog onClose={() => setIsCreating(false)} /> : null}
    </Panel>
  );
}

function KeyList() {
  const [hasRevoked, setHasRevoked] = useState(false);
  const [revoking, setRevoking] = useState<ApiKey>();
  const [rotating, setRotating] = useState<ApiKey>();
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    orpc.admin.apiKeys.list.infiniteOptions({
      input: (cursor: string | undefined) => (cursor === undefined ? {} : { cursor }),
      initialPageParam: undefined,
      getNextPageParam: ({ nextCursor }) => nextCursor,
    }),
  );
  if (error !== null) return <FailureBox error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <KeySkeleton />;
  const keys = data.pages.flatMap(({ items }) => items);
  const active = keys.filter(({ revokedAt }) => revokedAt === undefined);
  const shown = hasRevoked ? keys : active;
  const revokedCount = keys.length - active.length;
  return (
    <>
      {shown.length === 0 ? (
        <EmptyBox title={t("keys.emptyTitle")}>{t("keys.emptyText")}</EmptyBox>
      ) : (
        <ul className="sheet sm:grid sm:grid-cols-[minmax(0,1fr)_auto_auto]">
          {shown.map((key) => (
            <KeyRow
              key={key.id}
              apiKey={key}
              onRevoke={() => setRevoking(key)}
              onRotate={() => setRotating(key)}
            />
          ))}
        </ul>
      )}
      <div className="mt-1.5 flex gap-2 px-1.5 empty:hidden">
        {revokedCount > 0 ? (
          <Button look="quiet" size="small" onClick={() => setHasRevoked(!hasRevoked)}>
            {hasRevoked ? t("keys.hideRevoked") : t("keys.showRevoked", { count: revokedCount })}
          </Button>
        ) : null}
        {hasNextPage ? (
          <Button size="small" isBusy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {t("keys.older")}
          </Button>
        ) : null}
      </div>
      {rotating === undefined ? null : (
        <RotateKeyDialog apiKey={rotating} onClose={() => setRotating(undefined)} />
      )}
      {revoking === undefined ? null : (
        <RevokeKeyDialog apiKey={revoking} onClose={() => setRevoking(undefined)} />
      )}
    </>
  );
}

function KeySkeleton() {
  return (
    <div aria-busy className="sheet">
      {[1, 2].map((line) => (
        <div key={line} className="grid gap-2.5 py-4">
          <Skeleton className="h-3.5 w-40" />
          <Skeleton className="h-3 w-72" />
        </div>
      ))}
    </div>
  );
}
