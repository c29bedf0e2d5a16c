import type { Metadata } from "next";
import { Suspense } from "react";

import { HomeScreen } from "../../../features/home/home-screen.tsx";
import { t } from "../../../lib/messages/translate.ts";

export function generateMetadata(): Metadata {
  return { title: t("home.pageTitle") };
}

export default function HomePage() {
  return (
    <Suspense>
      <HomeScreen />
    </Suspense>
  );
}
