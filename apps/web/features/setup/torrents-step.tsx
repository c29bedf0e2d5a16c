"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";

import { CopyField } from "../../components/ui/copy-field.tsx";
import { t } from "../../lib/messages/translate.ts";
import { orpc } from "../../lib/orpc.ts";
import { SendWay } from "../connect/send-way.tsx";
import { DropZone } from "../ingest/drop-zone.tsx";
import { IngestResult } from "../ingest/ingest-result.tsx";
import { MagnetForm } from "../ingest/magnet-form.tsx";
import { useIngest } from "../ingest/use-ingest.ts";
import { ExampleList } from "./example-list.tsx";
import { SetupWay } from "./setup-way.tsx";
import { StepCard } from "./step-card.tsx";
import type { Setup } from "./use-setup.ts";

const WATCH_INTERVAL = 1000;
const IMPORT_COMMANDS = [
  "npm run -s minato -- import --from bitmagnet postgres://user:password@host/bitmagnet",
  "npm run -s minato -- import --from magnetico database.sqlite3",
].join("\n");

/** The ways to bring the first torrents in; what arrives is counted while one watches. */
export function TorrentsStep({ examples }: Pick<Setup, "examples">) {
  const { report, progress, isPending, clear, addFiles, addMagnets } = useIngest();
  const { data } = useQuery(
    orpc.search.torrents.queryOptions({ input: { limit: 1 }, refetchInterval: WATCH_INTERVAL }),
  );
  const count = data?.total ?? 0;
  return (
    <StepCard
      step="torrents"
      back="choices"
      next="programs"
      title={t("setup.torrentsTitle")}
      lead={t("setup.torrentsLead")}
      isDone={count > 0}
    >
      <output className="figures mb-2 block min-h-6 font-medium">
        {count === 0 ? t("setup.indexEmpty") : t("setup.indexHolds", { count })}
      </output>
      <div className="divide-y divide-line border-t border-line">
        <SetupWay isOpen title={t("setup.wayExamples")} text={t("setup.wayExamplesText")}>
          <ExampleList examples={examples} />
        </SetupWay>
        <SetupWay title={t("setup.wayDrop")} text={t("setup.wayDropText")}>
          <div className="grid gap-5">
            <DropZone isBusy={isPending} onFiles={addFiles} />
            <MagnetForm isBusy={isPending} onSubmit={addMagnets} />
          </div>
        </SetupWay>
        <SetupWay title={t("setup.waySend")} text={t("setup.waySendText")}>
          <SendWay />
        </SetupWay>
        <SetupWay title={t("setup.wayImport")} text={t("setup.wayImportText")}>
          <CopyField isBlock label={t("setup.importCommands")} value={IMPORT_COMMANDS} />
          <Link
            href="/docs/adding-torrents#command-line"
            target="_blank"
            className="mt-3 inline-block text-accent underline"
          >
            {t("setup.wayImportMore")}
          </Link>
        </SetupWay>
      </div>
      <div className="mt-5">
        <IngestResult {...{ report, progress, isPending }} onClear={clear} />
      </div>
    </StepCard>
  );
}
