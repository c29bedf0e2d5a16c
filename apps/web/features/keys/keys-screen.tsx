"use client";

import { ListSkeleton } from "../../components/ui/list-skeleton.tsx";
import { Panel } from "../../components/ui/panel.tsx";
import { t } from "../../lib/messages/translate.ts";
import { AppPanel } from "../connect/app-panel.tsx";
import { ConnectPanel } from "../connect/connect-panel.tsx";
import { SendWay } from "../connect/send-way.tsx";
import { ProfilePanel } from "../feeds/profile-panel.tsx";
import { useSession } from "../identity/use-session.ts";
import { KeyPanel } from "./key-panel.tsx";

/** How other programs come in: instructions, keys, a command. */
export function KeysScreen() {
  const { me, can } = useSession();
  return (
    <div className="page">
      <h1 className="text-display font-semibold tracking-tight">{t("keys.pageTitle")}</h1>
      <p className="mt-0.5 text-ink-soft">{t("keys.lead")}</p>
      <div className="in-turn mt-7 grid gap-11">
        {me === undefined ? <ListSkeleton /> : null}
        {can("admin") ? <AppPanel /> : null}
        {can("admin") ? <KeyPanel /> : null}
        {can("feeds") ? <ProfilePanel /> : null}
        <ConnectPanel />
        <Panel title={t("connect.ingestTitle")}>
          <p className="mb-3 text-ink-soft">{t("connect.ingestText")}</p>
          <SendWay look="plain" />
        </Panel>
      </div>
    </div>
  );
}
