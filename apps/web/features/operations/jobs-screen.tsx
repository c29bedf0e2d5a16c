"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { useSearchParams } from "next/navigation";

import { EmptyBox } from "../../components/ui/empty-box.tsx";
import { LinkTabs } from "../../components/ui/link-tabs.tsx";
import { Loaded } from "../../components/ui/loaded.tsx";
import { MoreButton } from "../../components/ui/more-button.tsx";
import { Panel } from "../../components/ui/panel.tsx";
import { findWord } from "../../lib/messages/operator-words.ts";
import { t } from "../../lib/messages/translate.ts";
import { orpc } from "../../lib/orpc.ts";
import { JobRow } from "./job-row.tsx";
import { JOB_STATES, jobsPath } from "./job-states.ts";
import { QueueTable } from "./queue-table.tsx";
import { SectionPage } from "./section-page.tsx";

/** Events keep the list fresh; this is for what they miss. */
const INTERVAL = 60_000;

/** The work in the background: every queue, and single jobs by state. */
export function JobsScreen() {
  return (
    <SectionPage section="jobs" lead={t("jobs.lead")}>
      <Jobs />
    </SectionPage>
  );
}

function Jobs() {
  const params = useSearchParams();
  const state = JOB_STATES.find((name) => name === params.get("state")) ?? "failed";
  const queue = params.get("queue") ?? undefined;
  const query = useInfiniteQuery(
    orpc.sys.jobs.list.infiniteOptions({
      input: (cursor: string | undefined) => ({
        state,
        ...(queue === undefined ? {} : { queue }),
        ...(cursor === undefined ? {} : { cursor }),
      }),
      initialPageParam: undefined,
      getNextPageParam: ({ nextCursor }) => nextCursor,
      refetchInterval: INTERVAL,
    }),
  );
  const tabs = JOB_STATES.map((name) => ({
    href: jobsPath(name, queue),
    name: t(`jobs.${name}`),
    isCurrent: name === state,
  }));
  return (
    <>
      <Panel title={t("jobs.queues")}>
        <Loaded query={query}>
          {({ pages }) => (
            <QueueTable queues={pages[0]?.queues ?? []} current={queue} state={state} />
          )}
        </Loaded>
      </Panel>
      <Panel
        title={
          queue === undefined
            ? t("jobs.title")
            : t("jobs.titleOf", { queue: findWord("queue", queue) ?? queue })
        }
      >
        <LinkTabs label={t("jobs.state")} tabs={tabs} />
        <Loaded query={query}>
          {({ pages }) => {
            const jobs = pages.flatMap(({ items }) => items);
            return jobs.length === 0 ? (
              <div className="pt-4">
                <EmptyBox title={t(`jobs.none.${state}`)}>
                  {state === "failed" ? t("jobs.noneFailedText") : undefined}
                </EmptyBox>
              </div>
            ) : (
              <ul className="sheet mt-4">
                {jobs.map((job) => (
                  <JobRow key={job.id} job={job} />
                ))}
              </ul>
            );
          }}
        </Loaded>
        <MoreButton query={query} />
      </Panel>
    </>
  );
}
