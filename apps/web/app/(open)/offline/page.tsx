import type { Metadata } from "next";

import { OfflineScreen } from "../../../features/install/offline-screen.tsx";
import { t } from "../../../lib/messages/translate.ts";

export function generateMetadata(): Metadata {
  return { title: t("offline.title") };
}

export default function OfflinePage() {
  return <OfflineScreen />;
}
