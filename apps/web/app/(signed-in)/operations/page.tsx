import type { Metadata } from "next";
import { Suspense } from "react";

import { OverviewScreen } from "../../../features/operations/overview-screen.tsx";
import { t } from "../../../lib/messages/translate.ts";

export const metadata: Metadata = { title: t("ops.overview") };

export default function OverviewPage() {
  return (
    <Suspense>
      <OverviewScreen />
    </Suspense>
  );
}
