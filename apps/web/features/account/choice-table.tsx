import { Checkbox } from "../../components/ui/checkbox.tsx";
import { t } from "../../lib/messages/translate.ts";
import {
  useSettingsChange,
  type Channel,
  type NotificationSettings,
} from "./use-notification-settings.ts";

type Kinds = NotificationSettings["kinds"];

const GROUPS = ["security", "server", "own"] as const;
const CHANNELS: readonly Channel[] = ["inbox", "email", "push", "webhook"];

/** A line for each kind of notification, a column for each way to be told. */
export function ChoiceTable({ kinds }: { kinds: Kinds }) {
  const { mutate } = useSettingsChange();
  return (
    <table className="w-full border-collapse">
      <thead>
        <tr className="text-small text-ink-faint">
          <th scope="col" className="py-2 pr-3 text-left font-medium">
            {t("notify.kind")}
          </th>
          {CHANNELS.map((channel) => (
            <th
              key={channel}
              scope="col"
              className="w-13 px-0.5 py-2 text-center text-caption font-medium sm:w-20 sm:text-small"
            >
              {t(`notify.${channel}`)}
            </th>
          ))}
        </tr>
      </thead>
      {GROUPS.map((group) => {
        const rows = kinds.filter((entry) => entry.group === group);
        if (rows.length === 0) return null;
        return (
          <tbody key={group} className="border-t border-line">
            <tr>
              <th
                scope="rowgroup"
                colSpan={CHANNELS.length + 1}
                className="pt-3 pb-1 text-left font-semibold"
              >
                {t(`notify.group.${group}`)}
              </th>
            </tr>
            {rows.map(({ kind, name, isOn }) => (
              <tr key={kind}>
                <th scope="row" className="py-1.5 pr-3 text-left font-normal text-ink-soft">
                  {name}
                </th>
                {CHANNELS.map((channel) => (
                  <td key={channel} className="px-0.5 py-1.5">
                    <Checkbox
                      className="justify-center py-1"
                      checked={isOn[channel]}
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
