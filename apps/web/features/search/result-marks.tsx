import { clsx } from "clsx";
import { EyeOff, ShieldAlert, ShieldX } from "lucide-react";

import { t } from "../../lib/messages/translate.ts";
import type { Hit } from "./use-search-results.ts";

const SHOWN_TAGS = 3;

/** Whether a result is what it says, its tags, and that it is hidden; nothing for most results. */
export function ResultMarks({ hit, className }: { hit: Hit; className?: string }) {
  const { verdict, tags, hidden } = hit;
  const isDoubtful = verdict === "fake" || verdict === "suspicious";
  if (!isDoubtful && tags.length === 0 && !hidden) return null;
  const Icon = verdict === "fake" ? ShieldX : ShieldAlert;
  return (
    <span className={clsx("flex min-w-0 items-center gap-1.5 text-small", className)}>
      {isDoubtful ? (
        <span
          className={clsx(
            "flex h-5 shrink-0 items-center gap-1 rounded-sm px-1.5 font-medium",
            verdict === "fake" ? "bg-poor-wash text-poor" : "bg-shoal-hover text-fair",
          )}
        >
          <Icon aria-hidden size={13} />
          {t(`verdict.${verdict}`)}
        </span>
      ) : null}
      {hidden ? (
        <span title={t("tags.hidden")} className="flex shrink-0 text-ink-faint">
          <EyeOff aria-hidden size={14} />
          <span className="sr-only">{t("tags.hidden")}</span>
        </span>
      ) : null}
      {tags.slice(0, SHOWN_TAGS).map((tag) => (
        <span
          key={tag}
          className="h-5 max-w-32 min-w-0 truncate rounded-full border border-line px-2 text-ink-soft"
        >
          {tag}
        </span>
      ))}
    </span>
  );
}
