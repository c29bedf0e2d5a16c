import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Check, TriangleAlert } from "lucide-react";
import Link from "next/link";

import { Button, buttonStyle } from "../../components/ui/button.tsx";
import { FailureBox } from "../../components/ui/failure-box.tsx";
import { ListSkeleton } from "../../components/ui/list-skeleton.tsx";
import { Panel } from "../../components/ui/panel.tsx";
import { useToast } from "../../components/ui/toast.tsx";
import { describeError } from "../../lib/api-error.ts";
import { t } from "../../lib/messages/translate.ts";
import { orpc } from "../../lib/orpc.ts";
import { useSentences } from "../../lib/use-sentences.ts";
import { listProblems, type Fix, type Problem } from "./list-problems.ts";
import { useAdminStats } from "./use-home.ts";

/** What went wrong lately, each with the way to fix it; for administrators. */
export function ProblemPanel() {
  const stats = useAdminStats();
  const jobs = useQuery(orpc.sys.jobs.list.queryOptions({ input: { limit: 1 } }));
  const workers = useQuery(orpc.sys.workers.list.queryOptions({ input: {} }));
  const apps = useQuery(orpc.connect.list.queryOptions());
  const lists = useQuery(orpc.blacklist.lists.list.queryOptions());
  const budget = useQuery(orpc.upkeep.budget.get.queryOptions());
  const say = useSentences();
  const found = {
    stats: stats.data,
    queues: jobs.data?.queues,
    workers: workers.data?.items,
    apps: apps.data?.items,
    lists: lists.data?.items,
    budget: budget.data,
  };
  const problems = listProblems(found, say);
  const queries = [stats, jobs, workers, apps, lists, budget];
  const isLoaded = queries.every(({ data, error }) => data !== undefined || error !== null);
  // What could not be asked for is not known to be well.
  const unknown = queries.filter(({ data }) => data === undefined);
  const retry = () => unknown.map(({ refetch }) => refetch());
  return (
    <Panel title={t("home.problems")}>
      {!isLoaded ? (
        <ListSkeleton lines={1} />
      ) : problems.length === 0 && unknown.length > 0 ? (
        <FailureBox error={unknown[0]?.error} onRetry={() => void retry()} />
      ) : problems.length > 0 ? (
        <ul className="sheet">
          {problems.map((problem) => (
            <ProblemRow key={problem.id} problem={problem} />
          ))}
        </ul>
      ) : (
        <div className="sheet text-ink-soft">
          <p className="flex items-start gap-2.5 py-3">
            <Check aria-hidden size={17} className="mt-0.5 shrink-0 text-good" />
            {t("home.noProblems")}
          </p>
        </div>
      )}
    </Panel>
  );
}

function ProblemRow({ problem: { isGrave, title, text, link, fix } }: { problem: Problem }) {
  return (
    <li className="flex items-start gap-x-3 py-3">
      <TriangleAlert
        aria-hidden
        size={17}
        className={isGrave ? "mt-0.5 shrink-0 text-poor" : "mt-0.5 shrink-0 text-fair"}
      />
      <div className="min-w-0 flex-1">
        <p className="font-medium wrap-anywhere">{title}</p>
        {text === undefined ? null : (
          <p className="text-small text-pretty wrap-anywhere text-ink-soft">{text}</p>
        )}
        <div className="mt-2 flex flex-wrap gap-1.5">
          {fix === undefined ? null : <FixButton fix={fix} />}
          <Link href={link.href} className={buttonStyle({ size: "small" })}>
            {link.name}
          </Link>
        </div>
      </div>
    </li>
  );
}

function FixButton({ fix }: { fix: Fix }) {
  const client = useQueryClient();
  const toast = useToast();
  const { mutate, isPending } = useMutation({
    mutationFn: () => perform(fix),
    onSuccess: () =>
      Promise.all(
        [orpc.sys.jobs.key(), orpc.connect.list.key(), orpc.blacklist.lists.key()].map((queryKey) =>
          client.invalidateQueries({ queryKey }),
        ),
      ),
    onError: (error) => toast(describeError(error), "poor"),
  });
  return (
    <Button size="small" isBusy={isPending} onClick={() => mutate()}>
      {"retryQueue" in fix ? t("jobs.retryAll") : t("home.checkAgain")}
    </Button>
  );
}

async function perform(fix: Fix): Promise<void> {
  if ("retryQueue" in fix) await orpc.sys.jobs.retry.call({ queue: fix.retryQueue });
  else if ("checkApp" in fix) await orpc.connect.check.call({ id: fix.checkApp });
  else await orpc.blacklist.lists.refresh.call({ id: fix.refreshList });
}
