import type { Metadata } from "next";
import { Suspense } from "react";

import { OverviewScreen } from "../../../features/operations/overview-screen.tsx";
import { t } from "../../../lib/messages/translate.ts";

export function generateMetadata(): Metadata {
  return { title: t("ops.overview") };
}

export default function OverviewPage() {
  return (
    <Suspense>
      <OverviewScreen />
    </Suspense>
  );
}
