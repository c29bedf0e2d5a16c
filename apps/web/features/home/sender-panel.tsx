import Link from "next/link";

import { Panel } from "../../components/ui/panel.tsx";
import { formatRelative } from "../../lib/format/format-date.ts";
import { formatCompact, formatNumber } from "../../lib/format/format-number.ts";
import { t } from "../../lib/messages/translate.ts";
import type { ApiOutputs } from "../../lib/orpc.ts";
import { useAdminStats } from "./use-home.ts";

type Source = ApiOutputs["admin"]["stats"]["sourceActivity"][number];

/** As many as stand beside the chart. */
const SHOWN = 3;

/** The sources that sent last; for administrators. */
export function SenderPanel() {
  const { data } = useAdminStats();
  const sources = data?.sourceActivity.slice(0, SHOWN) ?? [];
  if (sources.length === 0) return null;
  return (
    <Panel
      title={t("home.senders")}
      aside={
        <Link
          href="/operations/sources"
          aria-label={`${t("home.seeAll")}: ${t("home.senders")}`}
          className="touch rounded-sm text-small text-accent hover:underline"
        >
          {t("home.seeAll")}
        </Link>
      }
    >
      <ul aria-label={t("home.senders")} className="sheet">
        {sources.map((source) => (
          <SenderRow key={source.name} source={source} />
        ))}
      </ul>
    </Panel>
  );
}

function SenderRow({ source: { name, lastPushAt, lastDay } }: { source: Source }) {
  return (
    <li className="relative flex items-center justify-between gap-3 py-2">
      <Link
        href={`/?source=${encodeURIComponent(name)}`}
        prefetch={false}
        className="min-w-0 truncate font-medium outline-none after:absolute after:inset-0 after:rounded-md hover:text-accent focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-accent"
      >
        {name}
      </Link>
      <span className="figures text-small text-ink-faint">
        <span title={formatNumber(lastDay.records)} className="text-ink-soft">
          {t("home.sentInDay", { count: formatCompact(lastDay.records) })}
        </span>
        {" · "}
        {formatRelative(lastPushAt)}
      </span>
    </li>
  );
}
