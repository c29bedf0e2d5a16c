"use client";

import { RotateCw } from "lucide-react";

import { Button } from "../components/ui/button.tsx";
import { Notice } from "../components/ui/notice.tsx";
import { t } from "../lib/messages/translate.ts";

export default function ErrorPage() {
  const reload = (
    <Button look="primary" onClick={() => window.location.reload()}>
      <RotateCw aria-hidden size={16} />
      {t("error.reload")}
    </Button>
  );
  return (
    <Notice role="alert" title={t("error.pageTitle")} actions={reload}>
      {t("error.pageText")}
    </Notice>
  );
}
