import type { Metadata } from "next";
import { Suspense } from "react";

import { JobsScreen } from "../../../../features/operations/jobs-screen.tsx";
import { t } from "../../../../lib/messages/translate.ts";

export const metadata: Metadata = { title: t("ops.jobs") };

export default function JobsPage() {
  return (
    <Suspense>
      <JobsScreen />
    </Suspense>
  );
}
