"use client";

import { ArrowRight } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";

import { buttonStyle } from "../../components/ui/button.tsx";
import { Card } from "../../components/ui/card.tsx";
import { CopyField } from "../../components/ui/copy-field.tsx";
import { t } from "../../lib/messages/translate.ts";
import { IngestCommand } from "../connect/ingest-command.tsx";
import { LocalhostHint } from "../connect/localhost-hint.tsx";
import { TorznabFields } from "../connect/torznab-fields.tsx";
import { DropZone } from "../ingest/drop-zone.tsx";
import { IngestResult } from "../ingest/ingest-result.tsx";
import { MagnetForm } from "../ingest/magnet-form.tsx";
import { useIngest } from "../ingest/use-ingest.ts";
import { SetupSteps } from "./setup-steps.tsx";
import type { FirstRun } from "./use-first-run.ts";

/** The ways to bring the first torrents in, each ready to use. */
export function NextSteps({ name, ingestKey, feedKey }: FirstRun) {
  const { report, progress, isPending, clear, addFiles, addMagnets } = useIngest();
  return (
    <Card width="wide" title={t("setup.readyTitle", { name })} lead={t("setup.readyLead")}>
      <SetupSteps current={1} />
      <div className="grid divide-y divide-line border-y border-line">
        <Way title={t("setup.wayDrop")} text={t("setup.wayDropText")}>
          <div className="grid gap-5">
            <DropZone isBusy={isPending} onFiles={addFiles} />
            <MagnetForm isBusy={isPending} onSubmit={addMagnets} />
            <IngestResult {...{ report, progress, isPending }} onClear={clear} />
          </div>
        </Way>
        <Way title={t("setup.waySend")} text={t("setup.waySendText")}>
          <IngestCommand apiKey={ingestKey} />
        </Way>
        <Way title={t("setup.wayConnect")} text={t("setup.wayConnectText")}>
          <div className="grid gap-4">
            <TorznabFields apiKey={<CopyField label={t("connect.apiKey")} value={feedKey} />} />
            <LocalhostHint program="Sonarr" />
          </div>
        </Way>
      </div>
      <div className="mt-6 flex flex-wrap items-center justify-between gap-3">
        <p className="text-small text-ink-faint">{t("setup.keyOnce")}</p>
        <Link href="/" className={buttonStyle({ look: "primary" })}>
          {t("setup.finish")}
          <ArrowRight aria-hidden size={16} />
        </Link>
      </div>
    </Card>
  );
}

interface WayProps {
  title: string;
  text: string;
  children: ReactNode;
}

function Way({ title, text, children }: WayProps) {
  return (
    <section className="py-6">
      <h2 className="text-lead font-semibold">{title}</h2>
      <p className="mb-4 text-ink-soft">{text}</p>
      {children}
    </section>
  );
}
