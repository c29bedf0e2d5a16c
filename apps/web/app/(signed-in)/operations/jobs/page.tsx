import type { Metadata } from "next";
import { Suspense } from "react";

import { JobsScreen } from "../../../../features/operations/jobs-screen.tsx";
import { t } from "../../../../lib/messages/translate.ts";

export function generateMetadata(): Metadata {
  return { title: t("ops.jobs") };
}

export default function JobsPage() {
  return (
    <Suspense>
      <JobsScreen />
    </Suspense>
  );
}
