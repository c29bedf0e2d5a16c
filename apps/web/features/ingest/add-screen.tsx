"use client";

import { Notice } from "../../components/ui/notice.tsx";
import { t } from "../../lib/messages/translate.ts";
import { useSession } from "../identity/use-session.ts";
import { DropZone } from "./drop-zone.tsx";
import { IngestResult } from "./ingest-result.tsx";
import { MagnetForm } from "./magnet-form.tsx";
import { useIngest } from "./use-ingest.ts";

/** Torrent files and magnet links, straight into the index. */
export function AddScreen() {
  const { me, can } = useSession();
  const { report, progress, isPending, clear, addFiles, addMagnets } = useIngest();
  if (me !== undefined && !can("ingest")) {
    return <Notice title={t("add.pageTitle")}>{t("add.forbidden")}</Notice>;
  }
  return (
    <div className="page max-w-3xl">
      <h1 className="text-display font-semibold tracking-tight">{t("add.pageTitle")}</h1>
      <p className="mt-0.5 text-ink-soft">{t("add.lead")}</p>
      <div className="mt-6 grid gap-6">
        <DropZone isBusy={isPending} onFiles={addFiles} />
        <MagnetForm isBusy={isPending} onSubmit={addMagnets} />
        <IngestResult {...{ report, progress, isPending }} onClear={clear} />
      </div>
    </div>
  );
}
