"use client";

import { t } from "../../lib/messages/translate.ts";
import { SectionPage } from "../operations/section-page.tsx";
import { BudgetPanel } from "./budget-panel.tsx";
import { CompactionPanel } from "./compaction-panel.tsx";

/** What the database takes on disk, and what can be done about it. */
export function UpkeepScreen() {
  return (
    <SectionPage section="upkeep" lead={t("budget.lead")}>
      <BudgetPanel />
      <CompactionPanel />
    </SectionPage>
  );
}
