"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Plug } from "lucide-react";
import { useState } from "react";

import { Button } from "../../components/ui/button.tsx";
import { ConfirmDialog } from "../../components/ui/confirm-dialog.tsx";
import { EmptyBox } from "../../components/ui/empty-box.tsx";
import { Loaded } from "../../components/ui/loaded.tsx";
import { Panel } from "../../components/ui/panel.tsx";
import { useToast } from "../../components/ui/toast.tsx";
import { lazyComponent } from "../../lib/lazy-component.tsx";
import { t } from "../../lib/messages/translate.ts";
import { orpc } from "../../lib/orpc.ts";
import { APP_NAMES } from "./app-names.ts";
import { AppRow } from "./app-row.tsx";
import type { App } from "./app-state.ts";

const AddAppDialog = lazyComponent(async () => (await import("./add-app-dialog.tsx")).AddAppDialog);

/** Programs that this index was added to, and how each is. */
export function AppPanel() {
  const query = useQuery(orpc.connect.list.queryOptions());
  const [isAdding, setIsAdding] = useState(false);
  const [removing, setRemoving] = useState<App>();
  return (
    <Panel
      title={t("apps.title")}
      aside={
        <Button look="primary" size="small" onClick={() => setIsAdding(true)}>
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
            <ul className="sheet sm:grid sm:grid-cols-[minmax(0,1fr)_auto_auto]">
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

function RemoveDialog({ app: { id, kind }, onClose }: { app: App; onClose: () => void }) {
  const client = useQueryClient();
  const toast = useToast();
  const name = APP_NAMES[kind];
  const { mutate, isPending, error } = useMutation(
    orpc.connect.remove.mutationOptions({
      onSuccess: async ({ problem }) => {
        await client.invalidateQueries({ queryKey: orpc.connect.key() });
        void client.invalidateQueries({ queryKey: orpc.admin.apiKeys.list.key() });
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
