import { X } from "lucide-react";

import { t } from "../../lib/messages/translate.ts";
import type { QueryPart } from "./query-parts.ts";

interface QueryChipProps {
  part: QueryPart;
  onRemove: () => void;
}

/** One part of the typed text as it was understood; pressing it takes the part out of the text. */
export function QueryChip({ part, onRemove }: QueryChipProps) {
  const { kind, key, value, isExcluded } = part;
  const label = isExcluded ? t("query.not") : kind === "any" ? t("query.any") : undefined;
  const text = kind === "phrase" ? `“${value}”` : value;
  const name = [label, key, text].filter((word) => word !== undefined).join(" ");
  return (
    <li>
      <button
        type="button"
        onClick={onRemove}
        aria-label={t("query.remove", { part: name })}
        className="touch flex h-7 max-w-60 items-center gap-1.5 rounded-full border border-line-strong/55 pr-2 pl-3 text-small text-ink hover:border-accent pointer-coarse:h-8 hover:text-accent"
      >
        {label === undefined ? null : <span className="font-medium text-ink-soft">{label}</span>}
        {key === undefined ? null : <span className="text-ink-faint">{key}</span>}
        <span className="verbatim truncate">{text}</span>
        <X aria-hidden size={13} className="shrink-0" />
      </button>
    </li>
  );
}
