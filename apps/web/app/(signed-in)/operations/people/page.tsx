import type { Metadata } from "next";
import { Suspense } from "react";

import { PeopleScreen } from "../../../../features/people/people-screen.tsx";
import { t } from "../../../../lib/messages/translate.ts";

export function generateMetadata(): Metadata {
  return { title: t("ops.people") };
}

export default function PeoplePage() {
  return (
    <Suspense>
      <PeopleScreen />
    </Suspense>
  );
}
