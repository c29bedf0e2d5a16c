import type { Metadata } from "next";
import { Suspense } from "react";

import { RegisterScreen } from "../../../features/identity/register-screen.tsx";
import { t } from "../../../lib/messages/translate.ts";

export function generateMetadata(): Metadata {
  return { title: t("register.title") };
}

export default function RegisterPage() {
  return (
    <Suspense>
      <RegisterScreen />
    </Suspense>
  );
}
