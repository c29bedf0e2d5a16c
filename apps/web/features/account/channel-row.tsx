import type { ReactNode } from "react";

import { Button } from "../../components/ui/button.tsx";
import { t } from "../../lib/messages/translate.ts";
import { useTestSend, type Channel } from "./use-notification-settings.ts";

interface ChannelRowProps {
  channel: Channel;
  /** Set up, so that a test can be sent. */
  isReady: boolean;
  children: ReactNode;
}

/** A channel by name, what it needs, and a test of it. */
export function ChannelRow({ channel, isReady, children }: ChannelRowProps) {
  const { mutate, isPending } = useTestSend();
  const name = t(`notify.${channel}`);
  return (
    <section
      id={`notify-${channel}`}
      aria-label={name}
      className="scroll-mt-[calc(var(--bar-height)+1rem)] grid gap-x-6 gap-y-2 py-4 max-sm:grid-cols-[1fr_auto] sm:grid-cols-[7rem_1fr_auto]"
    >
      <h3 className="font-medium max-sm:self-center">{name}</h3>
      <div className="min-w-0 text-ink-soft max-sm:col-span-2 max-sm:row-start-2">{children}</div>
      <div>
        <Button
          size="small"
          disabled={!isReady}
          isBusy={isPending}
          aria-label={t("notify.testOf", { channel: name })}
          onClick={() => mutate({ channel })}
        >
          {t("notify.test")}
        </Button>
      </div>
    </section>
  );
}
