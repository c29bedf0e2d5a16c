import type { Metadata } from "next";

import { AddScreen } from "../../../features/ingest/add-screen.tsx";
import { t } from "../../../lib/messages/translate.ts";

export const metadata: Metadata = { title: t("add.pageTitle") };

export default function AddPage() {
  return <AddScreen />;
}
