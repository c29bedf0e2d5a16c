"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useState } from "react";

import { Button } from "../../components/ui/button.tsx";
import { ConfirmDialog } from "../../components/ui/confirm-dialog.tsx";
import { CopyField } from "../../components/ui/copy-field.tsx";
import { EmptyBox } from "../../components/ui/empty-box.tsx";
import { Loaded } from "../../components/ui/loaded.tsx";
import { Panel } from "../../components/ui/panel.tsx";
import { lazyComponent } from "../../lib/lazy-component.tsx";
import { t } from "../../lib/messages/translate.ts";
import { orpc } from "../../lib/orpc.ts";
import { useServerUrl } from "../../lib/use-server-url.ts";
import { useSession } from "../identity/use-session.ts";
import type { Profile } from "./profile-draft.ts";

const ProfileDialog = lazyComponent(
  async () => (await import("./profile-dialog.tsx")).ProfileDialog,
);

/** Feeds with filters of their own, each an indexer for other programs. */
export function ProfilePanel() {
  const { can } = useSession();
  const query = useQuery(orpc.feeds.profiles.list.queryOptions());
  const [editing, setEditing] = useState<Profile | "new">();
  const [removing, setRemoving] = useState<Profile>();
  return (
    <Panel
      title={t("profile.title")}
      aside={
        can("admin") ? (
          <Button size="small" onClick={() => setEditing("new")}>
            <Plus aria-hidden size={16} />
            {t("profile.create")}
          </Button>
        ) : null
      }
    >
      <p className="mb-3 max-w-2xl text-pretty text-ink-soft">{t("profile.lead")}</p>
      <Loaded query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyBox title={t("profile.emptyTitle")}>{t("profile.emptyText")}</EmptyBox>
          ) : (
            <ul className="sheet sm:grid sm:grid-cols-[fit-content(18rem)_minmax(0,1fr)_auto]">
              {items.map((profile) => (
                <ProfileRow
                  key={profile.name}
                  profile={profile}
                  onEdit={() => setEditing(profile)}
                  onRemove={() => setRemoving(profile)}
                />
              ))}
            </ul>
          )
        }
      </Loaded>
      {editing === undefined ? null : (
        <ProfileDialog
          {...(editing === "new" ? {} : { profile: editing })}
          onClose={() => setEditing(undefined)}
        />
      )}
      {removing === undefined ? null : (
        <RemoveDialog profile={removing} onClose={() => setRemoving(undefined)} />
      )}
    </Panel>
  );
}

interface ProfileRowProps {
  profile: Profile;
  onEdit: () => void;
  onRemove: () => void;
}

function ProfileRow({ profile: { name, title }, onEdit, onRemove }: ProfileRowProps) {
  const serverUrl = useServerUrl();
  const { can } = useSession();
  return (
    <li className="col-span-full flex flex-wrap items-center gap-x-6 gap-y-2 py-2.5 sm:grid sm:grid-cols-subgrid">
      <span className="font-medium wrap-anywhere max-sm:basis-full">{title}</span>
      <div className="min-w-0 max-sm:basis-full">
        <CopyField
          isLabelHidden
          label={t("profile.urlOf", { title })}
          value={serverUrl(`/torznab/${name}`)}
        />
      </div>
      {can("admin") ? (
        <span className="flex gap-1.5">
          <Button size="small" aria-label={t("profile.editOf", { title })} onClick={onEdit}>
            {t("profile.edit")}
          </Button>
          <Button
            look="danger"
            size="small"
            aria-label={t("app.removeOf", { name: title })}
            onClick={onRemove}
          >
            {t("app.remove")}
          </Button>
        </span>
      ) : null}
    </li>
  );
}

function RemoveDialog({ profile, onClose }: { profile: Profile; onClose: () => void }) {
  const client = useQueryClient();
  const { name, title } = profile;
  const { mutate, isPending, error } = useMutation(
    orpc.feeds.profiles.delete.mutationOptions({
      onSuccess: async () => {
        await client.invalidateQueries({ queryKey: orpc.feeds.profiles.list.key() });
        onClose();
      },
    }),
  );
  return (
    <ConfirmDialog
      title={t("profile.removeTitle", { title })}
      text={t("profile.removeText")}
      confirm={t("app.remove")}
      isPending={isPending}
      error={error}
      onConfirm={() => mutate({ name })}
      onClose={onClose}
    />
  );
}
