"use client";

import { ArrowRight, X } from "lucide-react";
import Link from "next/link";

import { Button, buttonStyle } from "../../components/ui/button.tsx";
import { t } from "../../lib/messages/translate.ts";
import { useSetupStep } from "./use-setup.ts";

/** The way back to a set-up that was broken off; over the page, so nothing moves. */
export function ResumeSetup() {
  const { mutate, isPending } = useSetupStep();
  return (
    <aside
      aria-label={t("setup.reminder")}
      className="fixed bottom-[calc(var(--tabs-height)+1rem)] left-4 z-20 flex max-w-[calc(100vw-2rem)] items-center gap-2 rounded-lg border border-line bg-surface py-2 pr-2 pl-4 shadow-float"
    >
      <p className="min-w-0 text-small text-pretty">{t("setup.reminder")}</p>
      <Link href="/setup" className={buttonStyle({ look: "primary", size: "small" })}>
        {t("setup.resume")}
        <ArrowRight aria-hidden size={15} />
      </Link>
      <Button
        look="quiet"
        size="icon-small"
        aria-label={t("setup.dismiss")}
        disabled={isPending}
        onClick={() => mutate({ step: "done" })}
      >
        <X aria-hidden size={16} />
      </Button>
    </aside>
  );
}
