import type { Metadata } from "next";
import { Suspense } from "react";

import { BlocklistScreen } from "../../../../features/blocklist/blocklist-screen.tsx";
import { t } from "../../../../lib/messages/translate.ts";

export function generateMetadata(): Metadata {
  return { title: t("ops.blocklist") };
}

export default function BlocklistPage() {
  return (
    <Suspense>
      <BlocklistScreen />
    </Suspense>
  );
}
