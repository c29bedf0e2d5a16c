"use client";

import { useInfiniteQuery } from "@tanstack/react-query";

import { EmptyBox } from "../../components/ui/empty-box.tsx";
import { Loaded } from "../../components/ui/loaded.tsx";
import { MoreButton } from "../../components/ui/more-button.tsx";
import { t } from "../../lib/messages/translate.ts";
import { orpc } from "../../lib/orpc.ts";
import { SectionPage } from "../operations/section-page.tsx";
import { PurgatoryPanel } from "./purgatory-panel.tsx";
import { RunRow } from "./run-row.tsx";
import { isActive } from "./use-runs.ts";

const INTERVAL = 15_000;
const IDLE_INTERVAL = 60_000;

/** Changes of many torrents: their progress, ending them, taking them back. */
export function RunsScreen() {
  return (
    <SectionPage section="runs" lead={t("runs.lead")}>
      <Runs />
      <PurgatoryPanel />
    </SectionPage>
  );
}

function Runs() {
  const query = useInfiniteQuery(
    orpc.torrents.bulk.list.infiniteOptions({
      input: (cursor: string | undefined) =>
        cursor === undefined ? { limit: 20 } : { limit: 20, cursor },
      initialPageParam: undefined,
      getNextPageParam: ({ nextCursor }) => nextCursor,
      refetchInterval: ({ state: { data } }) =>
        data?.pages.some(({ items }) => items.some(isActive)) === true ? INTERVAL : IDLE_INTERVAL,
    }),
  );
  return (
    <div>
      <Loaded query={query}>
        {({ pages }) => {
          const runs = pages.flatMap(({ items }) => items);
          return runs.length === 0 ? (
            <EmptyBox title={t("runs.emptyTitle")}>{t("runs.emptyText")}</EmptyBox>
          ) : (
            <ul aria-label={t("ops.runs")} className="sheet">
              {runs.map((run) => (
                <RunRow key={run.id} run={run} />
              ))}
            </ul>
          );
        }}
      </Loaded>
      <MoreButton query={query} />
    </div>
  );
}
