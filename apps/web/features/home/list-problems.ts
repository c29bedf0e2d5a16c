import { formatNumber } from "../../lib/format/format-number.ts";
import { formatSize } from "../../lib/format/format-size.ts";
import { formatSpan } from "../../lib/format/format-span.ts";
import { t } from "../../lib/messages/translate.ts";
import type { ApiOutputs } from "../../lib/orpc.ts";
import { describeState } from "../connect/app-state.ts";
import { jobsPath } from "../operations/job-states.ts";

type Stats = ApiOutputs["admin"]["stats"];

/** Everything that can go wrong, as far as it is known by now. */
export interface Findings {
  stats: Stats | undefined;
  queues: ApiOutputs["sys"]["jobs"]["list"]["queues"] | undefined;
  workers: ApiOutputs["sys"]["workers"]["list"]["items"] | undefined;
  apps: ApiOutputs["connect"]["list"]["items"] | undefined;
  lists: ApiOutputs["blacklist"]["lists"]["list"]["items"] | undefined;
  budget: ApiOutputs["upkeep"]["budget"]["get"] | undefined;
}

/** What fixes a problem in one press. */
export type Fix = { retryQueue: string } | { checkApp: number } | { refreshList: number };

/** Something that needs a person. */
export interface Problem {
  id: string;
  isGrave: boolean;
  title: string;
  text?: string | undefined;
  link: { href: string; name: string };
  fix?: Fix;
}

const MIN_LAG_S = 30;
/** A few refused records are the sender's daily bread; more than this share is a fault. */
const MAX_REFUSED_SHARE = 0.02;

/** Says a sentence of the server in the language of the page. */
export type Say = (sentence: string) => string;

/** What needs a person, the gravest first. */
export function listProblems(found: Findings, say: Say): Problem[] {
  const problems = [
    ...(found.stats === undefined ? [] : listSearchProblems(found.stats.search, say)),
    ...listJobProblems(found),
    ...(found.apps ?? []).flatMap(toAppProblem),
    ...(found.stats?.sourceActivity ?? []).flatMap((source) => toSourceProblem(source, say)),
    ...(found.lists ?? []).flatMap((list) => toListProblem(list, say)),
    ...(found.budget === undefined ? [] : listBudgetProblems(found.budget)),
    ...(found.stats?.database.indexes ?? []).flatMap(toIndexProblem),
  ];
  return problems.toSorted((a, b) => Number(b.isGrave) - Number(a.isGrave));
}

function listSearchProblems(search: Stats["search"], say: Say): Problem[] {
  const link = { href: "/operations/system", name: t("home.seeSystem") };
  if (search?.status === "degraded") {
    const text = say(search.reason ?? "");
    return [{ id: "search", isGrave: true, title: t("home.searchBroken"), text, link }];
  }
  const lag = search?.lagSeconds ?? 0;
  if (lag < MIN_LAG_S) return [];
  const title = t("home.searchBehind", { age: formatSpan(lag) });
  return [{ id: "lag", isGrave: false, title, text: t("home.searchBehindText"), link }];
}

function listJobProblems({ queues = [], workers }: Findings): Problem[] {
  const failed = queues.flatMap(({ name, failed: count }): Problem[] =>
    count === 0
      ? []
      : [
          {
            id: `queue ${name}`,
            isGrave: true,
            title: t("home.deadJobs", { count, queue: name }),
            text: t("home.deadJobsText"),
            link: { href: jobsPath("failed", name), name: t("home.seeJobs") },
            fix: { retryQueue: name },
          },
        ],
  );
  if (workers === undefined || workers.some(({ isAlive }) => isAlive)) return failed;
  const title = t("home.noWorkers");
  const link = { href: "/operations", name: t("ops.overview") };
  return [{ id: "workers", isGrave: true, title, text: t("home.noWorkersText"), link }, ...failed];
}

function toAppProblem(app: NonNullable<Findings["apps"]>[number]): Problem[] {
  const { tone, text, advice } = describeState(app);
  if (tone === "bg-good") return [];
  return [
    {
      id: `app ${app.id}`,
      isGrave: tone === "bg-poor",
      title: `${text}: ${app.url}`,
      text: advice,
      link: { href: "/keys", name: t("home.seeApps") },
      fix: { checkApp: app.id },
    },
  ];
}

function toSourceProblem(source: Stats["sourceActivity"][number], say: Say): Problem[] {
  const { name, lastDay, lastRejectReason } = source;
  if (lastDay.rejected === 0 || lastDay.rejected < lastDay.records * MAX_REFUSED_SHARE) return [];
  return [
    {
      id: `source ${name}`,
      isGrave: false,
      title: t("home.refused", { source: name }),
      text: t("home.refusedText", {
        count: formatNumber(lastDay.rejected),
        total: formatNumber(lastDay.records),
        reason: lastRejectReason === null ? t("app.unknown") : say(lastRejectReason),
      }),
      link: { href: "/operations/sources", name: t("home.seeSources") },
    },
  ];
}

function toListProblem(list: NonNullable<Findings["lists"]>[number], say: Say): Problem[] {
  if (list.lastError === null) return [];
  return [
    {
      id: `list ${list.id}`,
      isGrave: false,
      title: t("home.list", { name: list.name }),
      text: say(list.lastError),
      link: { href: "/operations/blocklist?kind=lists", name: t("home.seeLists") },
      fix: { refreshList: list.id },
    },
  ];
}

function listBudgetProblems({ excessBytes }: NonNullable<Findings["budget"]>): Problem[] {
  if (excessBytes === 0) return [];
  const title = t("home.budget", { size: formatSize(excessBytes) });
  const link = { href: "/operations/upkeep", name: t("home.seeBudget") };
  return [{ id: "budget", isGrave: false, title, text: t("home.budgetText"), link }];
}

function toIndexProblem({ name, isValid }: Stats["database"]["indexes"][number]): Problem[] {
  if (isValid) return [];
  const title = t("home.invalidIndex", { name });
  const link = { href: "/operations", name: t("ops.overview") };
  return [{ id: `index ${name}`, isGrave: false, title, text: t("home.invalidIndexText"), link }];
}
