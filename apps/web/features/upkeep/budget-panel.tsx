"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";

import { FigureRow } from "../../components/ui/figure-row.tsx";
import { Loaded } from "../../components/ui/loaded.tsx";
import { formatSize } from "../../lib/format/format-size.ts";
import { t } from "../../lib/messages/translate.ts";
import { orpc, type ApiOutputs } from "../../lib/orpc.ts";
import { SECTIONS } from "../operations/sections.ts";
import { BudgetPreview } from "./budget-preview.tsx";

type Budget = ApiOutputs["upkeep"]["budget"]["get"];

/** What the database takes, its limit, and what the limit would drop. */
export function BudgetPanel() {
  const query = useQuery(orpc.upkeep.budget.get.queryOptions());
  return (
    <Loaded query={query}>
      {(budget) => (
        <>
          <div className="grid gap-3">
            <FigureRow figures={listFigures(budget)} />
            <p className="text-small text-ink-soft">
              {t(budget.maxBytes === 0 ? "budget.noLimit" : "budget.hourly")}{" "}
              <Link href={`${SECTIONS.settings.href}#upkeep`} className="text-accent underline">
                {t("budget.change")}
              </Link>
            </p>
          </div>
          <BudgetPreview budget={budget} />
        </>
      )}
    </Loaded>
  );
}

function listFigures(budget: Budget) {
  const { totalBytes, reusableBytes, purgatoryBytes, maxBytes, excessBytes, bytesPerTorrent } =
    budget;
  return [
    { name: t("budget.total"), value: formatSize(totalBytes) },
    {
      name: t("budget.limit"),
      value: maxBytes === 0 ? t("app.none") : formatSize(maxBytes),
      note: excessBytes === 0 ? undefined : t("budget.excess", { size: formatSize(excessBytes) }),
      tone: excessBytes === 0 ? undefined : "text-poor",
    },
    {
      name: t("budget.perTorrent"),
      value: bytesPerTorrent === null ? "–" : formatSize(bytesPerTorrent),
    },
    { name: t("budget.reusable"), value: formatSize(reusableBytes) },
    { name: t("budget.purgatory"), value: formatSize(purgatoryBytes) },
  ];
}
