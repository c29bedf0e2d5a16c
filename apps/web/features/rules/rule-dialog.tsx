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
import { isComplete, suggestName, toDraft, toEffect, toMatch, type Rule } from "./rule-draft.ts";
import { RuleFields } from "./rule-fields.tsx";
import { RulePreview } from "./rule-preview.tsx";

interface RuleDialogProps {
  /** The one that is changed; a new one without it. */
  rule?: Rule;
  onClose: () => void;
}

const SHOWN_FIELDS = [
  "name",
  "match.name.text",
  "match.extensions",
  "match.sources",
  "match.minSize",
  "effect.tags",
];

/** Makes or changes a rule, with what it would do to real torrents below. */
export function RuleDialog({ rule, onClose }: RuleDialogProps) {
  const form = useId();
  const client = useQueryClient();
  const toast = useToast();
  const [draft, setDraft] = useState(() => toDraft(rule));
  const name = draft.name.trim() === "" ? suggestName(draft) : draft.name.trim();
  const handlers = {
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: orpc.classification.key() });
      toast(t("rules.saved", { name }));
      onClose();
    },
  };
  const create = useMutation(orpc.classification.rules.create.mutationOptions(handlers));
  const update = useMutation(orpc.classification.rules.update.mutationOptions(handlers));
  const error = create.error ?? update.error;
  const shown = useShowRefusal(error);
  const refusals = fieldErrors(error);
  const refusalOf = (field: string) =>
    refusals.find((refusal) => refusal.field === field || refusal.field.startsWith(`${field}.`))
      ?.message;
  const isShown = SHOWN_FIELDS.some((field) => refusalOf(field) !== undefined);

  function handleSubmit(event: FormEvent) {
    event.preventDefault();
    const definition = { name, match: toMatch(draft), effect: toEffect(draft) };
    if (rule === undefined) create.mutate(definition);
    else update.mutate({ ...definition, isEnabled: rule.isEnabled, id: rule.id });
  }

  const footer = (
    <>
      {isComplete(draft) ? null : (
        // In sight while the fields are; the preview that says it aloud is below them.
        <span aria-hidden className="mr-auto self-center text-small text-ink-soft max-sm:hidden">
          {t("rules.previewWait")}
        </span>
      )}
      <Button onClick={onClose}>{t("app.cancel")}</Button>
      <Button
        look="primary"
        type="submit"
        form={form}
        isBusy={create.isPending || update.isPending}
        disabled={!isComplete(draft) || name === ""}
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
      title={rule === undefined ? t("rules.add") : t("rules.editOf", { name: rule.name })}
      footer={footer}
    >
      <form
        ref={shown}
        id={form}
        noValidate
        onSubmit={handleSubmit}
        className="grid grid-cols-[minmax(0,1fr)] gap-5 pt-1"
      >
        <RuleFields draft={draft} refusalOf={refusalOf} onChange={setDraft} />
        {error === null || isShown ? null : (
          <Problem>{refusals[0]?.message ?? describeError(error)}</Problem>
        )}
        <RulePreview draft={draft} ruleId={rule?.id} />
      </form>
    </Dialog>
  );
}
