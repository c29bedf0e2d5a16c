import type { Metadata } from "next";
import { Suspense } from "react";

import { SourcesScreen } from "../../../../features/operations/sources-screen.tsx";
import { t } from "../../../../lib/messages/translate.ts";

export function generateMetadata(): Metadata {
  return { title: t("ops.sources") };
}

export default function SourcesPage() {
  return (
    <Suspense>
      <SourcesScreen />
    </Suspense>
  );
}
