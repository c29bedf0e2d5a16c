import type { Metadata } from "next";
import { Suspense } from "react";

import { SearchFallback } from "../../features/search/search-fallback.tsx";
import { SearchScreen } from "../../features/search/search-screen.tsx";
import { t } from "../../lib/messages/translate.ts";

export function generateMetadata(): Metadata {
  return { title: t("search.pageTitle") };
}

export default function SearchPage() {
  return (
    <Suspense fallback={<SearchFallback />}>
      <SearchScreen />
    </Suspense>
  );
}
