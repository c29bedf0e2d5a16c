import type { Metadata } from "next";
import { Suspense } from "react";

import { SystemScreen } from "../../../../features/operations/system-screen.tsx";
import { t } from "../../../../lib/messages/translate.ts";

export function generateMetadata(): Metadata {
  return { title: t("ops.system") };
}

export default function SystemPage() {
  return (
    <Suspense>
      <SystemScreen />
    </Suspense>
  );
}
