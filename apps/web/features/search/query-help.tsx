"use client";

import { CircleQuestionMark } from "lucide-react";
import { Popover } from "radix-ui";

import { buttonStyle } from "../../components/ui/button.tsx";
import { t, type PlainMessageKey } from "../../lib/messages/translate.ts";

interface QueryHelpProps {
  /** An example to put behind what is typed. */
  onAdd: (example: string) => void;
}

const EXAMPLES = [
  ['"big buck bunny"', "query.phrase"],
  ["-trailer", "query.exclude"],
  ["bunny | sintel", "query.either"],
  ["year:2008..2012", "query.year"],
  ["res:2160p", "query.resolution"],
  ["size:>2gb", "query.size"],
  ["seeders:>50", "query.seeders"],
  ["added:<7d", "query.added"],
  ["type:movie", "query.type"],
  ["season:1", "query.season"],
  ["-group:NAME", "query.group"],
  ["lang:de", "query.lang"],
  ["tag:favourite", "query.tag"],
] as const satisfies readonly (readonly [string, PlainMessageKey])[];

/** What else than words the box understands. */
export function QueryHelp({ onAdd }: QueryHelpProps) {
  return (
    <Popover.Root defaultOpen>
      <Popover.Trigger
        title={t("query.help")}
        aria-label={t("query.help")}
        className={buttonStyle({ look: "quiet", size: "icon-small" })}
      >
        <CircleQuestionMark aria-hidden size={16} />
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          align="end"
          sideOffset={10}
          collisionPadding={12}
          aria-label={t("query.help")}
          className="z-50 max-h-(--radix-popover-content-available-height) w-104 max-w-[calc(100vw-1.5rem)] animate-appear overflow-y-auto rounded-lg border border-line bg-surface p-2 shadow-float"
        >
          <p className="px-2 pt-1 pb-2 text-small text-ink-soft">{t("query.helpLead")}</p>
          <ul>
            {EXAMPLES.map(([example, key]) => (
              <li key={example}>
                <Popover.Close
                  onClick={() => onAdd(example)}
                  className="flex w-full items-baseline gap-3 rounded-md px-2 py-1 text-left hover:bg-shoal-hover pointer-coarse:py-2.5"
                >
                  <code className="w-38 shrink-0 font-mono text-small text-accent">{example}</code>
                  <span className="text-small text-ink-soft">{t(key)}</span>
                </Popover.Close>
              </li>
            ))}
          </ul>
          <p className="px-2 pt-2 pb-1 text-small text-ink-faint">{t("query.hash")}</p>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
