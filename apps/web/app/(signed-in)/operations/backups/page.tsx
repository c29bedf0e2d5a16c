import type { Metadata } from "next";
import { Suspense } from "react";

import { BackupsScreen } from "../../../../features/operations/backups-screen.tsx";
import { t } from "../../../../lib/messages/translate.ts";

export const metadata: Metadata = { title: t("ops.backups") };

export default function BackupsPage() {
  return (
    <Suspense>
      <BackupsScreen />
    </Suspense>
  );
}
