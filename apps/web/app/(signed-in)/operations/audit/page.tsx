import type { Metadata } from "next";
import { Suspense } from "react";

import { AuditScreen } from "../../../../features/operations/audit-screen.tsx";
import { t } from "../../../../lib/messages/translate.ts";

export function generateMetadata(): Metadata {
  return { title: t("ops.audit") };
}

export default function AuditPage() {
  return (
    <Suspense>
      <AuditScreen />
    </Suspense>
  );
}
