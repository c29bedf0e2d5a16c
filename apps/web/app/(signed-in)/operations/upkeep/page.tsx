import type { Metadata } from "next";
import { Suspense } from "react";

import { UpkeepScreen } from "../../../../features/upkeep/upkeep-screen.tsx";
import { t } from "../../../../lib/messages/translate.ts";

export function generateMetadata(): Metadata {
  return { title: t("ops.upkeep") };
}

export default function UpkeepPage() {
  return (
    <Suspense>
      <UpkeepScreen />
    </Suspense>
  );
}
