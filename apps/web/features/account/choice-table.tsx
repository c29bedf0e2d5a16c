import { Checkbox } from "../../components/ui/checkbox.tsx";
import { t } from "../../lib/messages/translate.ts";
import {
  isChannelReady,
  useSettingsChange,
  type Channel,
  type NotificationSettings,
} from "./use-notification-settings.ts";

const GROUPS = ["security", "server", "own"] as const;
const CHANNELS: readonly Channel[] = ["inbox", "email", "push", "webhook"];

/** A line for each kind of notification, a column for each way to be told. */
export function ChoiceTable({ settings }: { settings: NotificationSettings }) {
  const { kinds } = settings;
  const { mutate } = useSettingsChange();
  return (
    <table aria-label={t("notify.title")} className="w-full border-collapse">
      <thead>
        <tr className="text-small text-ink-faint">
          <th scope="col" className="py-2 pr-3 pl-4 text-left font-normal">
            {t("notify.kind")}
          </th>
          {CHANNELS.map((channel) => (
            <th
              key={channel}
              scope="col"
              className="w-13 px-0.5 py-2 text-center text-caption font-normal last:pr-2 sm:w-20 sm:text-small sm:last:pr-3"
            >
              <ChannelName channel={channel} isReady={isChannelReady(settings, channel)} />
            </th>
          ))}
        </tr>
      </thead>
      {GROUPS.map((group) => {
        const rows = kinds.filter((entry) => entry.group === group);
        if (rows.length === 0) return null;
        return (
          <tbody key={group} className="border-t border-line">
            <tr className="border-b border-line">
              <th
                scope="rowgroup"
                colSpan={CHANNELS.length + 1}
                className="bg-shoal px-4 py-1.5 text-left text-small font-medium text-ink-soft"
              >
                {t(`notify.group.${group}`)}
              </th>
            </tr>
            {rows.map(({ kind, name, isOn }) => (
              <tr key={kind} className="border-line not-last:border-b hover:bg-shoal/60">
                <th scope="row" className="py-1.5 pr-3 pl-4 text-left font-normal">
                  {name}
                </th>
                {CHANNELS.map((channel) => (
                  <td key={channel} className="px-0.5 py-0.5 last:pr-2 sm:last:pr-3">
                    <Checkbox
                      className="justify-center py-2"
                      checked={isOn[channel]}
                      disabled={!isChannelReady(settings, channel)}
                      aria-label={t("notify.choice", {
                        kind: name,
                        channel: t(`notify.${channel}`),
                      })}
                      onChange={({ target }) =>
                        mutate({ choices: [{ kind, channel, isOn: target.checked }] })
                      }
                    />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        );
      })}
    </table>
  );
}

/** The head of a column; that of a channel which is not set up leads to where it is. */
function ChannelName({ channel, isReady }: { channel: Channel; isReady: boolean }) {
  const name = t(`notify.${channel}`);
  if (isReady) return name;
  return (
    <a
      href={`#notify-${channel}`}
      title={t("notify.notReady", { channel: name })}
      className="group -my-1 inline-block rounded-sm py-1 leading-tight pointer-coarse:py-2"
    >
      {name}{" "}
      <span className="block text-caption text-accent group-hover:underline">
        {t("notify.setUp")}
      </span>
    </a>
  );
}
