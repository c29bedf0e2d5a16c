import { formatRelative } from "../../lib/format/format-date.ts";
import { formatCompact } from "../../lib/format/format-number.ts";
import { t } from "../../lib/messages/translate.ts";

interface SwarmNumbersProps {
  seeders: number | null;
  leechers: number | null;
  checkedAt: string | null;
}

/** Seeders and leechers with their age on hover; numbers nobody counted are a dash, never zero. */
export function SwarmNumbers({ seeders, leechers, checkedAt }: SwarmNumbersProps) {
  const description = describeSwarm({ seeders, leechers, checkedAt });
  return (
    <span title={description} className="figures">
      <span className="sr-only">{description}</span>
      <span aria-hidden className={`font-medium ${swarmTone(seeders)}`}>
        {seeders === null ? "–" : formatCompact(seeders)}
      </span>
      <span aria-hidden className="text-ink-faint">
        {` / ${leechers === null ? "–" : formatCompact(leechers)}`}
      </span>
    </span>
  );
}

/** State colour of a seeder count. */
export function swarmTone(seeders: number | null): string {
  if (seeders === null) return "text-ink-faint";
  if (seeders === 0) return "text-poor";
  return seeders < 5 ? "text-fair" : "text-good";
}

function describeSwarm({ seeders, leechers, checkedAt }: SwarmNumbersProps): string {
  if (seeders === null && leechers === null) return t("swarm.unknown");
  return [
    seeders === null ? undefined : t("swarm.seeders", { count: seeders }),
    leechers === null ? undefined : t("swarm.leechers", { count: leechers }),
    checkedAt === null ? undefined : t("swarm.checked", { age: formatRelative(checkedAt) }),
  ]
    .filter((part) => part !== undefined)
    .join(", ");
}
