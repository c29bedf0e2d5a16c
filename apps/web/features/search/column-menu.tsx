"use client";

import { Columns3 } from "lucide-react";
import { useState } from "react";

import { buttonStyle } from "../../components/ui/button.tsx";
import { lazyComponent } from "../../lib/lazy-component.tsx";
import { t } from "../../lib/messages/translate.ts";

/** The button of the columns, which a phone has no table for. */
export const COLUMN_BUTTON = buttonStyle({
  look: "quiet",
  size: "icon-small",
  className: "max-sm:hidden",
});

// What positions lists beside buttons weighs a tenth of all scripts: it comes with the first press.
const ColumnPopover = lazyComponent(
  async () => (await import("./column-popover.tsx")).ColumnPopover,
  () => <span className={COLUMN_BUTTON} />,
);

/** Chooses the columns of the table; this browser remembers them. */
export function ColumnMenu() {
  const [isWanted, setIsWanted] = useState(false);
  if (isWanted) return <ColumnPopover />;
  return (
    <button
      type="button"
      title={t("columns.choose")}
      aria-label={t("columns.choose")}
      aria-haspopup="dialog"
      aria-expanded={false}
      onClick={() => setIsWanted(true)}
      className={COLUMN_BUTTON}
    >
      <Columns3 aria-hidden size={15} />
    </button>
  );
}
