import type { Metadata } from "next";
import { Suspense } from "react";

import { VerifyScreen } from "../../../features/identity/verify-screen.tsx";
import { t } from "../../../lib/messages/translate.ts";

export function generateMetadata(): Metadata {
  return { title: t("signIn.title") };
}

export default function VerifyPage() {
  return (
    <Suspense>
      <VerifyScreen />
    </Suspense>
  );
}
