"use client";

import { useId, useState, type FormEvent } from "react";

import { Button } from "../../components/ui/button.tsx";
import { Field, FieldNote, inputStyle } from "../../components/ui/field.tsx";
import { t } from "../../lib/messages/translate.ts";

interface BlockFormProps {
  label: string;
  hint: string;
  isBusy: boolean;
  onSubmit: (entries: string[], reason: string) => void;
}

/** Entries to block, one a line, with the reason for all of them. */
export function BlockForm({ label, hint, isBusy, onSubmit }: BlockFormProps) {
  const id = useId();
  const [text, setText] = useState("");
  const [reason, setReason] = useState("");
  const entries = text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");

  function handleSubmit(event: FormEvent) {
    event.preventDefault();
    if (entries.length === 0) return;
    onSubmit(entries, reason.trim());
    setText("");
    setReason("");
  }

  return (
    <form
      onSubmit={handleSubmit}
      className="grid gap-3 rounded-lg border border-line bg-surface p-4"
    >
      <div className="grid gap-1.5">
        <label htmlFor={id} className="text-small font-medium">
          {label}
        </label>
        <textarea
          id={id}
          rows={2}
          value={text}
          wrap="off"
          spellCheck={false}
          aria-describedby={`${id}-note`}
          onChange={(event) => setText(event.target.value)}
          className={`${inputStyle} max-h-60 resize-y py-2 font-mono text-small max-sm:text-small`}
        />
        <FieldNote id={`${id}-note`} hint={hint} />
      </div>
      <div className="flex flex-wrap items-end gap-3">
        <div className="min-w-48 flex-1">
          <Field
            label={t("block.reason")}
            value={reason}
            maxLength={500}
            onChange={(event) => setReason(event.target.value)}
          />
        </div>
        <Button
          type="submit"
          look="primary"
          className="h-10"
          isBusy={isBusy}
          disabled={entries.length === 0}
        >
          {entries.length === 0 ? t("block.add") : t("block.addCount", { count: entries.length })}
        </Button>
      </div>
    </form>
  );
}
