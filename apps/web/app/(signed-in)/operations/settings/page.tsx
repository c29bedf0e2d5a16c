import type { Metadata } from "next";
import { Suspense } from "react";

import { SettingsScreen } from "../../../../features/operations/settings-screen.tsx";
import { t } from "../../../../lib/messages/translate.ts";

export function generateMetadata(): Metadata {
  return { title: t("ops.settings") };
}

export default function SettingsPage() {
  return (
    <Suspense>
      <SettingsScreen />
    </Suspense>
  );
}
