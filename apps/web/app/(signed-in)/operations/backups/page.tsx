import type { Metadata } from "next";
import { Suspense } from "react";

import { BackupsScreen } from "../../../../features/operations/backups-screen.tsx";
import { t } from "../../../../lib/messages/translate.ts";

export function generateMetadata(): Metadata {
  return { title: t("ops.backups") };
}

export default function BackupsPage() {
  return (
    <Suspense>
      <BackupsScreen />
    </Suspense>
  );
}
