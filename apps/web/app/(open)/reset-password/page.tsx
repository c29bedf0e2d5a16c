import type { Metadata } from "next";
import { Suspense } from "react";

import { ResetScreen } from "../../../features/identity/reset-screen.tsx";
import { t } from "../../../lib/messages/translate.ts";

export function generateMetadata(): Metadata {
  return { title: t("reset.title") };
}

export default function ResetPage() {
  return (
    <Suspense>
      <ResetScreen />
    </Suspense>
  );
}
