"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useId, useState, type FormEvent } from "react";

import { Button } from "../../components/ui/button.tsx";
import { Dialog } from "../../components/ui/dialog.tsx";
import { Problem } from "../../components/ui/problem.tsx";
import { useToast } from "../../components/ui/toast.tsx";
import { describeError, fieldErrors } from "../../lib/api-error.ts";
import { t } from "../../lib/messages/translate.ts";
import { orpc } from "../../lib/orpc.ts";
import { suggestName, toDraft, toFilters, type Profile } from "./profile-draft.ts";
import { ProfileFields } from "./profile-fields.tsx";
import { ProfilePreview } from "./profile-preview.tsx";

interface ProfileDialogProps {
  /** The one that is changed; a new one without it. */
  profile?: Profile;
  onClose: () => void;
}

/** Makes or changes a feed profile, with what it would have beside it. */
export function ProfileDialog({ profile, onClose }: ProfileDialogProps) {
  const form = useId();
  const client = useQueryClient();
  const toast = useToast();
  const [draft, setDraft] = useState(() => toDraft(profile));
  const name = draft.name === "" ? suggestName(draft.title) : draft.name;
  const handlers = {
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: orpc.feeds.profiles.key() });
      toast(t("profile.saved", { title: draft.title }));
      onClose();
    },
  };
  const create = useMutation(orpc.feeds.profiles.create.mutationOptions(handlers));
  const update = useMutation(orpc.feeds.profiles.update.mutationOptions(handlers));
  const error = create.error ?? update.error;
  const filters = toFilters(draft, profile?.filters);

  function handleSubmit(event: FormEvent) {
    event.preventDefault();
    const { sort, limits } = profile ?? {};
    const definition = {
      name,
      title: draft.title.trim(),
      filters,
      ...(sort === undefined ? {} : { sort }),
      ...(limits === undefined ? {} : { limits }),
    };
    if (profile === undefined) create.mutate(definition);
    else update.mutate({ ...definition, profile: profile.name });
  }

  const footer = (
    <>
      <Button onClick={onClose}>{t("app.cancel")}</Button>
      <Button
        look="primary"
        type="submit"
        form={form}
        isBusy={create.isPending || update.isPending}
        disabled={draft.title.trim() === "" || name === ""}
      >
        {t("fix.save")}
      </Button>
    </>
  );
  return (
    <Dialog
      isOpen
      width="wide"
      onOpenChange={onClose}
      title={profile === undefined ? t("profile.create") : t("profile.editOf", profile)}
      footer={footer}
    >
      <form
        id={form}
        noValidate
        onSubmit={handleSubmit}
        className="grid grid-cols-[minmax(0,1fr)] gap-5 pt-1"
      >
        <ProfileFields draft={draft} name={name} onChange={setDraft} />
        {error === null ? null : (
          <Problem>{fieldErrors(error)[0]?.message ?? describeError(error)}</Problem>
        )}
        <ProfilePreview filters={filters} />
      </form>
    </Dialog>
  );
}
