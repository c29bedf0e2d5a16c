import Link from "next/link";

import { formatNumber } from "../../lib/format/format-number.ts";
import { formatSize } from "../../lib/format/format-size.ts";
import { t } from "../../lib/messages/translate.ts";
import type { ApiOutputs } from "../../lib/orpc.ts";

type Plan = ApiOutputs["upkeep"]["budget"]["preview"];
type Reason = Plan["reasons"][number];

/** What a limit would drop, reason by reason, with the first of each. */
export function BudgetPlan({ plan }: { plan: Plan }) {
  const { torrents, freedNowBytes, freedLaterBytes, missingBytes, reasons } = plan;
  if (torrents === 0 && missingBytes === 0) {
    return <p className="text-ink-soft">{t("budget.nothing")}</p>;
  }
  return (
    <div className="grid gap-4">
      <p>
        <strong className="font-semibold">{t("budget.drops", { count: torrents })}</strong>{" "}
        <span className="text-ink-soft">
          {t("budget.frees", {
            now: formatSize(freedNowBytes),
            later: formatSize(freedLaterBytes),
          })}
        </span>
      </p>
      {missingBytes === 0 ? null : (
        <p className="text-fair">{t("budget.missing", { size: formatSize(missingBytes) })}</p>
      )}
      <div className="sheet">
        {reasons.map((reason) => (
          <ReasonDetails key={reason.reason} reason={reason} />
        ))}
      </div>
    </div>
  );
}

function ReasonDetails({
  reason: { reason, torrents, freedNowBytes, examples },
}: {
  reason: Reason;
}) {
  return (
    <details className="py-2.5">
      <summary className="flex flex-wrap items-baseline gap-x-3 rounded-sm">
        <span className="font-medium">{t(`budget.reason.${reason}`)}</span>
        <span className="figures text-small text-ink-soft">
          {t("search.total", { count: torrents })} · {formatSize(freedNowBytes)}
        </span>
      </summary>
      <ul className="mt-2 divide-y divide-line text-small">
        {examples.map(({ infoHash, title, seeders, size }) => (
          <li key={infoHash} className="flex gap-4 py-1.5">
            <Link
              href={`/torrents/${infoHash}`}
              title={title}
              className="verbatim min-w-0 flex-1 truncate hover:text-accent hover:underline"
            >
              {title}
            </Link>
            <span className="figures text-ink-soft">
              {seeders === null ? "–" : t("swarm.seeders", { count: seeders })}
            </span>
            <span className="figures w-20 text-right text-ink-soft">
              {size === null ? "–" : formatSize(size)}
            </span>
          </li>
        ))}
        {torrents > examples.length ? (
          <li className="py-1.5 text-ink-faint">
            {t("budget.andMore", { count: formatNumber(torrents - examples.length) })}
          </li>
        ) : null}
      </ul>
    </details>
  );
}
