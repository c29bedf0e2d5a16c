import type { Metadata } from "next";
import { Suspense } from "react";

import { ForgotScreen } from "../../../features/identity/forgot-screen.tsx";
import { t } from "../../../lib/messages/translate.ts";

export function generateMetadata(): Metadata {
  return { title: t("forgot.title") };
}

export default function ForgotPage() {
  return (
    <Suspense>
      <ForgotScreen />
    </Suspense>
  );
}
