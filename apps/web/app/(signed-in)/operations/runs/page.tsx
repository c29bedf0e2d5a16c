import type { Metadata } from "next";
import { Suspense } from "react";

import { RunsScreen } from "../../../../features/upkeep/runs-screen.tsx";
import { t } from "../../../../lib/messages/translate.ts";

export const metadata: Metadata = { title: t("ops.runs") };

export default function RunsPage() {
  return (
    <Suspense>
      <RunsScreen />
    </Suspense>
  );
}
