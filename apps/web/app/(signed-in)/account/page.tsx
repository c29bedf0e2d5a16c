import type { Metadata } from "next";
import { Suspense } from "react";

import { AccountScreen } from "../../../features/account/account-screen.tsx";
import { t } from "../../../lib/messages/translate.ts";

export function generateMetadata(): Metadata {
  return { title: t("account.title") };
}

export default function AccountPage() {
  return (
    <Suspense>
      <AccountScreen />
    </Suspense>
  );
}
