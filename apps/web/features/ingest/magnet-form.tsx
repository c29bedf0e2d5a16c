"use client";

import { useId, useState, type FormEvent } from "react";

import { Button } from "../../components/ui/button.tsx";
import { FieldNote, inputStyle } from "../../components/ui/field.tsx";
import { t } from "../../lib/messages/translate.ts";
import { countLines } from "./use-ingest.ts";

interface MagnetFormProps {
  isBusy: boolean;
  onSubmit: (text: string) => void;
}

/** Magnet links, one a line. */
export function MagnetForm({ isBusy, onSubmit }: MagnetFormProps) {
  const id = useId();
  const [text, setText] = useState("");
  const count = countLines(text);

  function handleSubmit(event: FormEvent) {
    event.preventDefault();
    if (count === 0) return;
    onSubmit(text);
    setText("");
  }

  return (
    <form onSubmit={handleSubmit} className="grid gap-1.5">
      <label htmlFor={id} className="text-small font-medium">
        {t("add.magnets")}
      </label>
      <textarea
        id={id}
        value={text}
        onChange={(event) => setText(event.target.value)}
        aria-describedby={`${id}-note`}
        placeholder="magnet:?xt=urn:btih:…"
        rows={4}
        spellCheck={false}
        wrap="off"
        className={`${inputStyle} max-h-80 resize-y py-2 font-mono text-small max-sm:text-small`}
      />
      <div className="flex flex-wrap items-center justify-between gap-3">
        <FieldNote id={`${id}-note`} hint={t("add.magnetsHint")} />
        <Button type="submit" look="primary" isBusy={isBusy} disabled={count === 0}>
          {count === 0 ? t("add.magnetsSubmitNone") : t("add.magnetsSubmit", { count })}
        </Button>
      </div>
    </form>
  );
}
