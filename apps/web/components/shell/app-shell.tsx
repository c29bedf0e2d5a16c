import type { ReactNode } from "react";

import { ActionProvider } from "../../features/actions/action-provider.tsx";
import { SessionGate } from "../../features/identity/session-gate.tsx";
import { LiveUpdates } from "../../features/live/live-updates.tsx";
import { SetupReminder } from "../../features/setup/setup-reminder.tsx";
import { t } from "../../lib/messages/translate.ts";
import { TabBar } from "./tab-bar.tsx";
import { TopBar } from "./top-bar.tsx";

/** The frame of all pages behind sign-in. */
export function AppShell({ children }: { children: ReactNode }) {
  return (
    <ActionProvider>
      <LiveUpdates />
      <a
        href="#content"
        className="fixed top-2 left-2 z-60 -translate-y-16 rounded-md bg-accent px-3 py-2 font-medium text-accent-ink focus:translate-y-0"
      >
        {t("app.skip")}
      </a>
      <TopBar />
      <main
        id="content"
        tabIndex={-1}
        className="min-h-[calc(100dvh-var(--bar-height))] pb-(--tabs-height) outline-none"
      >
        <SessionGate>{children}</SessionGate>
      </main>
      <SetupReminder />
      <TabBar />
    </ActionProvider>
  );
}
