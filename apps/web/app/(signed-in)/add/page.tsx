import type { Metadata } from "next";

import { AddScreen } from "../../../features/ingest/add-screen.tsx";
import { t } from "../../../lib/messages/translate.ts";

export function generateMetadata(): Metadata {
  return { title: t("add.pageTitle") };
}

export default function AddPage() {
  return <AddScreen />;
}
