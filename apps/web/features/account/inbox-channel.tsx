import { t } from "../../lib/messages/translate.ts";
import { ChannelRow } from "./channel-row.tsx";

/** The inbox, which needs nothing. */
export function InboxChannel() {
  return (
    <ChannelRow channel="inbox" isReady>
      {t("notify.inboxText")}
    </ChannelRow>
  );
}
