import type { Metadata } from "next";
import { Suspense } from "react";

import { SetupScreen } from "../../../features/setup/setup-screen.tsx";
import { t } from "../../../lib/messages/translate.ts";

export function generateMetadata(): Metadata {
  return { title: t("setup.title") };
}

export default function SetupPage() {
  return (
    <Suspense>
      <SetupScreen />
    </Suspense>
  );
}
