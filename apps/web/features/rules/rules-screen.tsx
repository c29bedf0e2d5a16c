"use client";

import { useQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useState } from "react";

import { Button } from "../../components/ui/button.tsx";
import { EmptyBox } from "../../components/ui/empty-box.tsx";
import { Loaded } from "../../components/ui/loaded.tsx";
import { lazyComponent } from "../../lib/lazy-component.tsx";
import { t } from "../../lib/messages/translate.ts";
import { orpc } from "../../lib/orpc.ts";
import { useSession } from "../identity/use-session.ts";
import { SectionPage } from "../operations/section-page.tsx";
import { ReadingPanel } from "./reading-panel.tsx";
import type { Rule } from "./rule-draft.ts";
import { RuleList } from "./rule-list.tsx";

const RuleDialog = lazyComponent(async () => (await import("./rule-dialog.tsx")).RuleDialog);

/** The operator's rules, and what they and a newer parser would change of what is here. */
export function RulesScreen() {
  const [isAdding, setIsAdding] = useState(false);
  const { can } = useSession();
  const add = (
    <Button look="primary" onClick={() => setIsAdding(true)}>
      <Plus aria-hidden size={16} />
      {t("rules.add")}
    </Button>
  );
  return (
    <SectionPage section="rules" lead={t("rules.lead")} {...(can("admin") ? { aside: add } : {})}>
      <Rules />
      <ReadingPanel />
      {isAdding ? <RuleDialog onClose={() => setIsAdding(false)} /> : null}
    </SectionPage>
  );
}

function Rules() {
  const query = useQuery(orpc.classification.rules.list.queryOptions());
  const [edited, setEdited] = useState<Rule>();
  return (
    <Loaded query={query}>
      {({ items }) => (
        <>
          {items.length === 0 ? (
            <EmptyBox title={t("rules.emptyTitle")}>
              <p className="mx-auto max-w-md text-pretty">{t("rules.emptyText")}</p>
            </EmptyBox>
          ) : (
            <RuleList rules={items} onEdit={setEdited} />
          )}
          {edited === undefined ? null : (
            <RuleDialog rule={edited} onClose={() => setEdited(undefined)} />
          )}
        </>
      )}
    </Loaded>
  );
}
