"use client";

import { clsx } from "clsx";
import { Check, Copy } from "lucide-react";
import { useEffect, useId, useRef, useState } from "react";

import { copyText } from "../../lib/copy-text.ts";
import { t } from "../../lib/messages/translate.ts";
import { Button } from "./button.tsx";
import { inputStyle } from "./field.tsx";

interface CopyFieldProps {
  label: string;
  value: string;
  /** Hides the label from sight where the surroundings say it already. */
  isLabelHidden?: boolean;
  /** Shows a command over several lines. */
  isBlock?: boolean;
}

type Outcome = "idle" | "copied" | "refused";

/** Text that goes into another program: always visible, selectable, and copied with one press. */
export function CopyField({
  label,
  value,
  isLabelHidden = false,
  isBlock = false,
}: CopyFieldProps) {
  const id = useId();
  const field = useRef<HTMLInputElement & HTMLTextAreaElement>(null);
  const [outcome, setOutcome] = useState<Outcome>("idle");
  useEffect(() => {
    if (outcome === "idle") return;
    const timer = setTimeout(setOutcome, 2000, "idle");
    return () => clearTimeout(timer);
  }, [outcome]);

  async function handleCopy() {
    const isCopied = await copyText(value);
    setOutcome(isCopied ? "copied" : "refused");
    field.current?.select();
  }

  const shared = {
    id,
    ref: field,
    value,
    readOnly: true,
    spellCheck: false,
    onFocus: () => field.current?.select(),
  };
  const look = clsx(inputStyle, "min-w-0 flex-1 font-mono text-small max-sm:text-small");
  return (
    <div className="grid gap-1.5">
      <label htmlFor={id} className={clsx("text-small font-medium", isLabelHidden && "sr-only")}>
        {label}
      </label>
      <div
        className={clsx(
          "flex items-start gap-2",
          isBlock && "max-sm:flex-col max-sm:items-stretch",
        )}
      >
        {isBlock ? (
          <textarea
            {...shared}
            rows={value.split("\n").length}
            wrap="off"
            className={clsx(look, "resize-none overflow-x-auto py-2 leading-5")}
          />
        ) : (
          <input {...shared} className={clsx(look, "h-9")} />
        )}
        <Button
          onClick={handleCopy}
          aria-label={`${t("app.copy")}: ${label}`}
          className={clsx("w-26 px-2", outcome === "copied" && "text-good")}
        >
          {outcome === "copied" ? <Check aria-hidden size={16} /> : <Copy aria-hidden size={16} />}
          {outcome === "copied" ? t("app.copied") : t("app.copy")}
        </Button>
      </div>
      <output className={outcome === "refused" ? "text-small text-poor" : "sr-only"}>
        {outcome === "copied" ? t("app.copied") : outcome === "refused" ? t("app.copyFailed") : ""}
      </output>
    </div>
  );
}
