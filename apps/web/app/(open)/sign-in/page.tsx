import type { Metadata } from "next";
import { Suspense } from "react";

import { SignInScreen } from "../../../features/identity/sign-in-screen.tsx";
import { t } from "../../../lib/messages/translate.ts";

export function generateMetadata(): Metadata {
  return { title: t("signIn.title") };
}

export default function SignInPage() {
  return (
    <Suspense>
      <SignInScreen />
    </Suspense>
  );
}
