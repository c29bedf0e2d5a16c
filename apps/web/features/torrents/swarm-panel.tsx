import { clsx } from "clsx";

import { Panel } from "../../components/ui/panel.tsx";
import { formatDateTime, formatRelative } from "../../lib/format/format-date.ts";
import { formatNumber } from "../../lib/format/format-number.ts";
import { t } from "../../lib/messages/translate.ts";
import { swarmTone } from "../search/swarm-numbers.tsx";
import type { Torrent } from "./torrent-query.ts";

/** Seeders, leechers and snatches with the age of the count. */
export function SwarmPanel({ torrent }: { torrent: Torrent }) {
  const { seeders, leechers, snatches, checkedAt } = torrent;
  const numbers = [
    { name: t("swarm.seedersLabel"), value: seeders, tone: swarmTone(seeders) },
    { name: t("swarm.leechersLabel"), value: leechers, tone: "text-ink" },
    { name: t("swarm.snatchesLabel"), value: snatches, tone: "text-ink" },
  ];
  return (
    <Panel
      title={t("swarm.title")}
      aside={
        checkedAt === null ? null : (
          <span className="text-small text-ink-faint">
            <time dateTime={checkedAt} title={formatDateTime(checkedAt)}>
              {t("swarm.checked", { age: formatRelative(checkedAt) })}
            </time>
          </span>
        )
      }
    >
      <dl className="grid grid-cols-3 gap-px overflow-hidden rounded-md border border-line bg-line">
        {numbers.map(({ name, value, tone }) => (
          <div key={name} className="bg-surface px-3 py-2">
            <dt className="text-small text-ink-faint">{name}</dt>
            <dd
              className={clsx(
                "figures text-title font-semibold",
                value === null ? "text-ink-faint" : tone,
              )}
            >
              {value === null ? (
                <>
                  <span aria-hidden>–</span>
                  <span className="sr-only">{t("app.unknown")}</span>
                </>
              ) : (
                formatNumber(value)
              )}
            </dd>
          </div>
        ))}
      </dl>
      {checkedAt === null ? (
        <p className="mt-2 text-small text-ink-faint">{t("swarm.neverChecked")}</p>
      ) : null}
    </Panel>
  );
}
