import { inputStyle } from "../../components/ui/field.tsx";
import { t } from "../../lib/messages/translate.ts";
import { ChannelRow } from "./channel-row.tsx";
import { useSettingsChange, type NotificationSettings } from "./use-notification-settings.ts";

/** Mail at once, or one message a day. */
export function EmailChannel({ email }: { email: NotificationSettings["email"] }) {
  const { mutate } = useSettingsChange();
  const { address, isDigest, problem } = email;
  return (
    <ChannelRow channel="email" isReady={problem === undefined}>
      {problem === undefined ? (
        <p className="wrap-anywhere">{t("notify.emailTo", { address })}</p>
      ) : (
        <p>{t(problem === "no server" ? "notify.emailNoServer" : "notify.emailNoAddress")}</p>
      )}
      <label className="mt-2 flex items-center gap-3">
        <span className="text-small font-medium">{t("notify.emailWhen")}</span>
        <select
          value={isDigest ? "daily" : "now"}
          onChange={({ target }) => mutate({ isDigest: target.value === "daily" })}
          className={`${inputStyle} h-9 w-auto!`}
        >
          <option value="now">{t("notify.emailNow")}</option>
          <option value="daily">{t("notify.emailDaily")}</option>
        </select>
      </label>
    </ChannelRow>
  );
}
