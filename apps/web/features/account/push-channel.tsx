import { BellRing } from "lucide-react";

import { Button } from "../../components/ui/button.tsx";
import { Problem } from "../../components/ui/problem.tsx";
import { RelativeTime } from "../../components/ui/relative-time.tsx";
import { t } from "../../lib/messages/translate.ts";
import { orpc } from "../../lib/orpc.ts";
import { ChannelRow } from "./channel-row.tsx";
import { findPushProblem, subscribeBrowser } from "./subscribe-browser.ts";
import { useChannelChange, type NotificationSettings } from "./use-notification-settings.ts";

type Push = NotificationSettings["push"];

const PROBLEMS = {
  insecure: "notify.pushInsecure",
  unsupported: "notify.pushUnsupported",
  denied: "notify.pushDenied",
} as const;

/** Browsers that are told while the page is closed. */
export function PushChannel({ push: { publicKey, devices } }: { push: Push }) {
  const problem = findPushProblem();
  const { mutate, isPending, error } = useChannelChange(subscribeBrowser, () =>
    t("notify.pushIsOn"),
  );
  return (
    <ChannelRow channel="push" isReady={devices.length > 0}>
      <p>{t("notify.pushText")}</p>
      {problem === undefined ? (
        <Button size="small" className="mt-2" isBusy={isPending} onClick={() => mutate(publicKey)}>
          <BellRing aria-hidden size={16} />
          {t("notify.pushOn")}
        </Button>
      ) : (
        <p className="mt-1 text-small text-ink-faint">{t(PROBLEMS[problem])}</p>
      )}
      {error === null ? null : (
        <div className="mt-2">
          <Problem>{t("notify.pushFailed", { reason: error.message })}</Problem>
        </div>
      )}
      {devices.length === 0 ? null : (
        <ul className="mt-2">
          {devices.map((device) => (
            <DeviceLine key={device.id} device={device} />
          ))}
        </ul>
      )}
    </ChannelRow>
  );
}

function DeviceLine({ device: { id, device, createdAt } }: { device: Push["devices"][number] }) {
  const { mutate, isPending } = useChannelChange(
    () => orpc.notifications.push.unsubscribe.call({ id }),
    () => t("notify.pushRemoved", { device }),
  );
  return (
    <li className="flex items-center justify-between gap-3 py-1">
      <span className="min-w-0">
        <span className="text-ink">{device}</span>{" "}
        <span className="text-small text-ink-faint">
          {t("notify.pushSince")} <RelativeTime value={createdAt} />
        </span>
      </span>
      <Button
        look="quiet"
        size="small"
        isBusy={isPending}
        aria-label={t("notify.pushRemoveOf", { device })}
        onClick={() => mutate(undefined)}
      >
        {t("notify.pushRemove")}
      </Button>
    </li>
  );
}
