import { useQuery } from "@tanstack/react-query";

import { Loaded } from "../../components/ui/loaded.tsx";
import { Panel } from "../../components/ui/panel.tsx";
import { currentLanguage } from "../../lib/messages/language.ts";
import { t } from "../../lib/messages/translate.ts";
import { orpc } from "../../lib/orpc.ts";
import { usePlace } from "../../lib/use-place.ts";
import { useSession } from "../identity/use-session.ts";
import { ChoiceTable } from "./choice-table.tsx";
import { EmailChannel } from "./email-channel.tsx";
import { FollowList } from "./follow-list.tsx";
import { InboxChannel } from "./inbox-channel.tsx";
import { PushChannel } from "./push-channel.tsx";
import { WebhookChannel } from "./webhook-channel.tsx";

/** What one is told, and how: a table of choices, and what each channel needs. */
export function NotificationPanel() {
  const { can } = useSession();
  const query = useQuery(
    orpc.notifications.settings.get.queryOptions({ input: { language: currentLanguage() } }),
  );
  usePlace(query.data !== undefined);
  return (
    <div id="notifications" className="scroll-mt-[calc(var(--bar-height)+1rem)]">
      <Panel title={t("notify.title")}>
        <p className="mb-3 text-pretty text-ink-soft">{t("notify.text")}</p>
        <Loaded query={query}>
          {(settings) => (
            <>
              <div className="sheet overflow-hidden">
                <div className="px-0!">
                  <ChoiceTable settings={settings} />
                </div>
              </div>
              <div className="mt-4 sheet">
                <InboxChannel />
                <EmailChannel email={settings.email} />
                <PushChannel push={settings.push} />
                <WebhookChannel key={settings.webhook?.host} webhook={settings.webhook} />
              </div>
              {can("search") ? <FollowList /> : null}
            </>
          )}
        </Loaded>
      </Panel>
    </div>
  );
}
