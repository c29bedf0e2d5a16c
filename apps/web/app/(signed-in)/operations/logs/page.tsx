import type { Metadata } from "next";
import { Suspense } from "react";

import { LogsScreen } from "../../../../features/operations/logs-screen.tsx";
import { t } from "../../../../lib/messages/translate.ts";

export function generateMetadata(): Metadata {
  return { title: t("ops.logs") };
}

export default function LogsPage() {
  return (
    <Suspense>
      <LogsScreen />
    </Suspense>
  );
}
