"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useId, useState, type FormEvent } from "react";

import { Button } from "../../components/ui/button.tsx";
import { Dialog } from "../../components/ui/dialog.tsx";
import { FieldNote, inputStyle } from "../../components/ui/field.tsx";
import { Problem } from "../../components/ui/problem.tsx";
import { SelectField } from "../../components/ui/select-field.tsx";
import { useToast } from "../../components/ui/toast.tsx";
import { describeError } from "../../lib/api-error.ts";
import { t } from "../../lib/messages/translate.ts";
import { orpc, type ApiInputs } from "../../lib/orpc.ts";
import { CONTENT_TYPES, describeContentType } from "../search/content-types.ts";
import { CategoryPicker } from "./category-picker.tsx";
import { torrentQuery, type Torrent } from "./torrent-query.ts";

interface FixDialogProps {
  torrent: Torrent;
  onClose: () => void;
}

/** Corrects title, type and categories; a correction is never overridden. */
export function FixDialog({ torrent, onClose }: FixDialogProps) {
  const form = useId();
  const client = useQueryClient();
  const toast = useToast();
  const { mutate, isPending, error } = useMutation(
    orpc.torrents.update.mutationOptions({
      onSuccess: (saved, { title, contentType, categories }) => {
        // The classifier lays a correction over the record a moment later.
        client.setQueryData(torrentQuery(torrent.infoHash).queryKey, {
          ...saved,
          ...(title === undefined ? {} : { title }),
          ...(contentType === undefined ? {} : { contentType }),
          ...(categories === undefined ? {} : { categories }),
        });
        void client.invalidateQueries({ queryKey: orpc.search.key() });
        void client.invalidateQueries({ queryKey: orpc.admin.audit.key() });
        toast(t("fix.saved"));
        onClose();
      },
    }),
  );
  const footer = (
    <>
      <Button onClick={onClose}>{t("app.cancel")}</Button>
      <Button type="submit" form={form} look="primary" isBusy={isPending}>
        {t("fix.save")}
      </Button>
    </>
  );
  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      title={t("fix.title")}
      description={t("fix.lead")}
      footer={footer}
    >
      <FixForm id={form} torrent={torrent} onSubmit={mutate} onUnchanged={onClose}>
        {error === null ? null : <Problem>{describeError(error)}</Problem>}
      </FixForm>
    </Dialog>
  );
}

interface FixFormProps {
  id: string;
  torrent: Torrent;
  onSubmit: (correction: ApiInputs["torrents"]["update"]) => void;
  onUnchanged: () => void;
  children: React.ReactNode;
}

function FixForm({ id, torrent, onSubmit, onUnchanged, children }: FixFormProps) {
  const [title, setTitle] = useState(torrent.title);
  const [type, setType] = useState(torrent.contentType);
  const [categories, setCategories] = useState<readonly number[]>(torrent.categories);
  const titleId = useId();
  const isTitleMissing = title.trim() === "";

  function handleSubmit(event: FormEvent) {
    event.preventDefault();
    if (isTitleMissing) return;
    const correction = {
      ...(title.trim() === torrent.title ? {} : { title: title.trim() }),
      ...(type === null || type === torrent.contentType ? {} : { contentType: type }),
      ...(areSame(categories, torrent.categories) ? {} : { categories: [...categories] }),
    };
    if (Object.keys(correction).length === 0) onUnchanged();
    else onSubmit({ infoHash: torrent.infoHash, ...correction });
  }

  return (
    <form id={id} onSubmit={handleSubmit} className="grid gap-5 pt-1">
      <div className="grid gap-1.5">
        <label htmlFor={titleId} className="text-small font-medium">
          {t("fix.titleField")}
        </label>
        <textarea
          id={titleId}
          rows={3}
          maxLength={1000}
          value={title}
          aria-invalid={isTitleMissing}
          onChange={(event) => setTitle(event.target.value.replaceAll("\n", " "))}
          className={`${inputStyle} resize-y py-2`}
        />
        {isTitleMissing ? <FieldNote id={`${titleId}-note`} error={t("fix.titleNeeded")} /> : null}
      </div>
      <SelectField
        label={t("fix.type")}
        value={type ?? ""}
        options={[
          ...(torrent.contentType === null
            ? [{ value: "" as const, name: t("type.unknown") }]
            : []),
          ...CONTENT_TYPES.map((value) => ({ value, name: describeContentType(value).name })),
        ]}
        onChange={(chosen) => setType(chosen === "" ? null : chosen)}
      />
      <CategoryPicker selected={categories} onChange={setCategories} />
      {children}
    </form>
  );
}

function areSame(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((value) => b.includes(value));
}
