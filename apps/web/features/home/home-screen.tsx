"use client";

import { useSearchParams } from "next/navigation";

import { EmptyBox } from "../../components/ui/empty-box.tsx";
import { FigureRowSkeleton } from "../../components/ui/figure-row.tsx";
import { t } from "../../lib/messages/translate.ts";
import { useSession } from "../identity/use-session.ts";
import { LiveMark } from "../live/live-mark.tsx";
import { HomeEmpty } from "./home-empty.tsx";
import { HomeFigures, MemberFigures } from "./home-figures.tsx";
import { readHomeState, type HomeState } from "./home-path.ts";
import { IntakePanel } from "./intake-panel.tsx";
import { KindTabs } from "./kind-tabs.tsx";
import { ProblemPanel } from "./problem-panel.tsx";
import { SenderPanel } from "./sender-panel.tsx";
import { TopTorrents } from "./top-torrents.tsx";
import { useAdminStats, useKinds } from "./use-home.ts";

/** How the index does, at a glance and up to date. */
export function HomeScreen() {
  const state = readHomeState(useSearchParams());
  const { me, can } = useSession();
  const isAdministrator = can("admin");
  return (
    <div className="page">
      <div className="flex items-start justify-between gap-x-6">
        <div>
          <h1 className="text-display font-semibold tracking-tight">{t("home.title")}</h1>
          <p className="min-h-5.5 text-pretty text-ink-soft">
            {me === undefined ? "" : t(isAdministrator ? "home.lead" : "home.leadMember")}
          </p>
        </div>
        {me === undefined ? null : <LiveMark />}
      </div>
      {me === undefined ? (
        <div className="mt-6">
          <FigureRowSkeleton count={5} />
        </div>
      ) : (
        // Of its own, so that nothing moves where the mark comes between the title and it.
        <div key="content" className="in-turn mt-6 grid grid-cols-[minmax(0,1fr)] gap-9">
          {isAdministrator ? <AdministratorHome state={state} /> : <MemberHome state={state} />}
        </div>
      )}
    </div>
  );
}

function AdministratorHome({ state }: { state: HomeState }) {
  const { data: stats } = useAdminStats();
  return (
    <>
      <HomeFigures />
      {stats?.torrents === 0 ? <HomeEmpty /> : null}
      <div className="in-turn grid grid-cols-[minmax(0,1fr)] gap-x-10 gap-y-9 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <IntakePanel state={state} />
        <div className="in-turn grid grid-cols-[minmax(0,1fr)] content-start gap-9">
          <ProblemPanel />
          <SenderPanel />
        </div>
      </div>
      {stats === undefined || stats.torrents === 0 ? null : <Highlights state={state} />}
    </>
  );
}

function MemberHome({ state }: { state: HomeState }) {
  const { can } = useSession();
  const { data } = useKinds();
  if (!can("search")) return null;
  return (
    <>
      <MemberFigures />
      {data?.total === 0 ? (
        <EmptyBox title={t("home.emptyMember")}>{t("home.emptyMemberText")}</EmptyBox>
      ) : (
        <Highlights state={state} />
      )}
    </>
  );
}

function Highlights({ state }: { state: HomeState }) {
  return (
    <div>
      <KindTabs state={state} />
      <div className="mt-5 grid grid-cols-[minmax(0,1fr)] gap-x-10 gap-y-9 lg:grid-cols-2">
        <TopTorrents sort="indexed" kind={state.kind} />
        <TopTorrents sort="seeders" kind={state.kind} />
      </div>
    </div>
  );
}
