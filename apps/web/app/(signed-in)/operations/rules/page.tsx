import type { Metadata } from "next";
import { Suspense } from "react";

import { RulesScreen } from "../../../../features/rules/rules-screen.tsx";
import { t } from "../../../../lib/messages/translate.ts";

export function generateMetadata(): Metadata {
  return { title: t("ops.rules") };
}

export default function RulesPage() {
  return (
    <Suspense>
      <RulesScreen />
    </Suspense>
  );
}
