import type { Metadata } from "next";
import { Suspense } from "react";

import { RunsScreen } from "../../../../features/upkeep/runs-screen.tsx";
import { t } from "../../../../lib/messages/translate.ts";

export function generateMetadata(): Metadata {
  return { title: t("ops.runs") };
}

export default function RunsPage() {
  return (
    <Suspense>
      <RunsScreen />
    </Suspense>
  );
}
