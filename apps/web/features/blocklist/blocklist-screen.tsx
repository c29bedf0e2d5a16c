"use client";

import { useSearchParams } from "next/navigation";

import { LinkTabs } from "../../components/ui/link-tabs.tsx";
import { t } from "../../lib/messages/translate.ts";
import { useSession } from "../identity/use-session.ts";
import { SectionPage } from "../operations/section-page.tsx";
import { SECTIONS } from "../operations/sections.ts";
import { BlockedTorrents } from "./blocked-torrents.tsx";
import { BlockedTrackers } from "./blocked-trackers.tsx";
import { BlocklistCheck } from "./blocklist-check.tsx";
import { KeywordRules } from "./keyword-rules.tsx";
import { ListSubscriptions } from "./list-subscriptions.tsx";

const KINDS = ["torrents", "trackers", "keywords", "lists"] as const;
type Kind = (typeof KINDS)[number];

const PANELS = {
  torrents: BlockedTorrents,
  trackers: BlockedTrackers,
  keywords: KeywordRules,
  lists: ListSubscriptions,
} satisfies Record<Kind, () => React.ReactNode>;

/** What is kept out: torrents, trackers, words and the lists of others. */
export function BlocklistScreen() {
  return (
    <SectionPage section="blocklist" lead={t("block.lead")}>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
        <BlocklistCheck />
        <BlocklistKinds />
      </div>
    </SectionPage>
  );
}

function BlocklistKinds() {
  const { can } = useSession();
  const wanted = useSearchParams().get("kind");
  // Lists of others bind everybody: they are for administrators.
  const kinds = KINDS.filter((kind) => kind !== "lists" || can("admin"));
  const current = kinds.find((kind) => kind === wanted) ?? "torrents";
  const tabs = kinds.map((kind) => ({
    href: `${SECTIONS.blocklist.href}?kind=${kind}`,
    name: t(`block.${kind}`),
    isCurrent: kind === current,
  }));
  const Current = PANELS[current];
  return (
    <div>
      <LinkTabs label={t("block.kinds")} tabs={tabs} />
      <div className="pt-5">
        <Current />
      </div>
    </div>
  );
}
