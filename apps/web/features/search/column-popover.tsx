"use client";

import { Columns3 } from "lucide-react";
import { Popover } from "radix-ui";

import { Checkbox } from "../../components/ui/checkbox.tsx";
import { t } from "../../lib/messages/translate.ts";
import { COLUMN_BUTTON } from "./column-menu.tsx";
import { RESULT_COLUMNS } from "./result-columns.tsx";
import { useColumns } from "./use-columns.ts";

/** The list behind the button of `ColumnMenu`, open from the start. */
export function ColumnPopover() {
  const { shown, toggle } = useColumns();
  return (
    <Popover.Root defaultOpen>
      <Popover.Trigger
        title={t("columns.choose")}
        aria-label={t("columns.choose")}
        className={COLUMN_BUTTON}
      >
        <Columns3 aria-hidden size={15} />
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          align="end"
          sideOffset={6}
          aria-label={t("columns.choose")}
          className="z-50 grid w-56 animate-appear rounded-lg border border-line bg-surface p-3 shadow-float"
        >
          {RESULT_COLUMNS.map((column) => (
            <Checkbox
              key={column.id}
              className="py-1 text-small"
              checked={shown.includes(column)}
              onChange={() => toggle(column.id)}
            >
              {t(column.name("indexed"))}
            </Checkbox>
          ))}
          <p className="mt-2 text-caption text-ink-faint">{t("columns.hint")}</p>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
