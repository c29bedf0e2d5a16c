import type { Metadata } from "next";
import { Suspense } from "react";

import { InboxScreen } from "../../../features/notifications/inbox-screen.tsx";
import { t } from "../../../lib/messages/translate.ts";

export function generateMetadata(): Metadata {
  return { title: t("inbox.title") };
}

export default function NotificationsPage() {
  return (
    <Suspense>
      <InboxScreen />
    </Suspense>
  );
}
