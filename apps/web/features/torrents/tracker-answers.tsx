import { t } from "../../lib/messages/translate.ts";
import type { ApiOutputs } from "../../lib/orpc.ts";

type Answer = ApiOutputs["torrents"]["scrape"]["trackers"][number];

/** What each tracker said when it was asked just now. */
export function TrackerAnswers({ answers }: { answers: readonly Answer[] }) {
  return (
    <output aria-label={t("swarm.answers")} className="mt-3 block">
      <ul className="sheet text-small">
        {answers.map((answer, index) => (
          // A tracker may stand for several URLs.
          // oxlint-disable-next-line react/no-array-index-key -- the list never changes
          <li key={index} className="flex flex-wrap justify-between gap-x-4 py-1.5">
            <span className="verbatim wrap-anywhere">{answer.tracker}</span>
            <span className="figures text-ink-soft wrap-anywhere">{describe(answer)}</span>
          </li>
        ))}
      </ul>
    </output>
  );
}

function describe({ seeders, leechers, problem, reason }: Answer): string {
  if (problem === "refused") return t("swarm.problem.refused", { reason: reason ?? "" });
  if (problem !== undefined) return t(`swarm.problem.${problem}`);
  return t("swarm.counts", {
    seeders: t("swarm.seeders", { count: seeders ?? 0 }),
    leechers: t("swarm.leechers", { count: leechers ?? 0 }),
  });
}
