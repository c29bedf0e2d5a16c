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
import { useShowRefusal } from "../../lib/use-show-refusal.ts";
import { toDefinition, toDraft, type Profile } from "./profile-draft.ts";
import { ProfileFields } from "./profile-fields.tsx";
import { ProfilePaging } from "./profile-paging.tsx";
import { ProfilePreview } from "./profile-preview.tsx";
import { useProfilePreview } from "./use-profile-preview.ts";

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
  const definition = toDefinition(draft);
  const preview = useProfilePreview(definition);
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
  const refusals = fieldErrors(error);
  const [tries, setTries] = useState(0);
  const shown = useShowRefusal(error, tries);
  const isTitled = definition.title !== "";
  const isAddressed = definition.name !== "";
  const nameRefusal =
    tries > 0 && isTitled && !isAddressed
      ? t("profile.addressNeeded")
      : refusals.find(({ field }) => field === "name")?.message;

  function handleSubmit(event: FormEvent) {
    event.preventDefault();
    setTries(tries + 1);
    if (!isTitled || !isAddressed) return;
    if (profile === undefined) create.mutate(definition);
    else update.mutate({ ...definition, profile: profile.name });
  }

  const footer = (
    <>
      {preview.data === undefined ? null : (
        // In sight while the filters are set; the list with the same heading is below them.
        <span aria-hidden className="mr-auto self-center text-small text-ink-soft max-sm:hidden">
          {t("profile.previewFits", { count: preview.data.total })}
        </span>
      )}
      <Button onClick={onClose}>{t("app.cancel")}</Button>
      <Button
        look="primary"
        type="submit"
        form={form}
        isBusy={create.isPending || update.isPending}
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
        ref={shown}
        id={form}
        noValidate
        onSubmit={handleSubmit}
        className="grid grid-cols-[minmax(0,1fr)] gap-5 pt-1"
      >
        <ProfileFields
          draft={draft}
          name={definition.name}
          titleRefusal={tries > 0 && !isTitled ? t("profile.nameNeeded") : undefined}
          nameRefusal={nameRefusal}
          onChange={setDraft}
        />
        <ProfilePaging
          draft={draft}
          refusal={refusals.find(({ field }) => field.startsWith("limits"))?.message}
          onChange={setDraft}
        />
        {error === null || nameRefusal !== undefined ? null : (
          <Problem>{describeRefusal(error)}</Problem>
        )}
        <ProfilePreview preview={preview} />
      </form>
    </Dialog>
  );
}

/** The field is named: the form has more than fit on a screen. */
function describeRefusal(error: unknown): string {
  const [first] = fieldErrors(error);
  return first === undefined ? describeError(error) : `${first.field}: ${first.message}`;
}
