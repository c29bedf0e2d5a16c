import type { Metadata } from "next";
import { Suspense } from "react";

import { KeysScreen } from "../../../features/keys/keys-screen.tsx";
import { t } from "../../../lib/messages/translate.ts";

export function generateMetadata(): Metadata {
  return { title: t("keys.pageTitle") };
}

export default function KeysPage() {
  return (
    <Suspense>
      <KeysScreen />
    </Suspense>
  );
}
