import { Download, RotateCcw } from "lucide-react";
import { useState } from "react";

import { Button, buttonStyle } from "../../components/ui/button.tsx";
import { ProgressBar } from "../../components/ui/progress-bar.tsx";
import { RelativeTime } from "../../components/ui/relative-time.tsx";
import { serverPath } from "../../lib/base-path.ts";
import { formatNumber } from "../../lib/format/format-number.ts";
import { formatSize } from "../../lib/format/format-size.ts";
import { t } from "../../lib/messages/translate.ts";
import type { ApiOutputs } from "../../lib/orpc.ts";
import { FullRestoreDialog } from "./full-restore-dialog.tsx";
import { RestoreDialog } from "./restore-dialog.tsx";
import { useRestoreActions } from "./use-restores.ts";

/** A backup that was asked for. */
export type Backup = ApiOutputs["sys"]["backup"]["list"]["items"][number];

/** True while a backup is being written, or is about to be. */
export function isActive({ state }: Backup): boolean {
  return state === "waiting" || state === "running";
}

/** One backup: how far it is, its file, and the way back. */
export function BackupRow({ backup }: { backup: Backup }) {
  const { id, kind, state, requestedBy, requestedAt, done, total, fileName, bytes, error } = backup;
  return (
    <li className="flex flex-wrap items-center gap-x-6 gap-y-1 py-2.5">
      <div className="min-w-0 flex-1 basis-64">
        <div className="font-medium wrap-anywhere">
          {fileName === null ? (
            t(`backups.${kind}`)
          ) : (
            <code className="text-small">{fileName}</code>
          )}
        </div>
        {error === null ? null : <p className="text-small text-poor wrap-anywhere">{error}</p>}
        {isActive(backup) ? (
          <div className="mt-1.5 max-w-xs">
            <ProgressBar label={t("backups.progress")} done={done} total={total ?? 0} />
          </div>
        ) : null}
      </div>
      <span className="figures text-small text-ink-soft">
        {bytes === null ? t(`backups.${state}`) : formatSize(bytes)}
        {done > 0 ? ` · ${t(`backups.${kind}Count`, { count: formatNumber(done) })}` : ""}
      </span>
      <span className="text-small text-ink-faint">
        {requestedBy} · <RelativeTime value={requestedAt} />
      </span>
      {fileName === null ? null : (
        <span className="flex gap-2 max-sm:ml-auto">
          <RestoreButton backup={backup} fileName={fileName} />
          <a
            href={serverPath(`/api/v1/system/backups/${id}/file`)}
            download={fileName}
            aria-label={t("backups.downloadOf", { name: fileName })}
            className={buttonStyle({ size: "small" })}
          >
            <Download aria-hidden size={14} />
            {t("backups.download")}
          </a>
        </span>
      )}
    </li>
  );
}

function RestoreButton({ backup, fileName }: { backup: Backup; fileName: string }) {
  const { id, kind, filePath } = backup;
  const [isOpen, setIsOpen] = useState(false);
  const { start } = useRestoreActions();
  function handleClose() {
    setIsOpen(false);
    start.reset();
  }
  return (
    <>
      <Button
        size="small"
        aria-label={t("restores.restoreOf", { name: fileName })}
        onClick={() => setIsOpen(true)}
      >
        <RotateCcw aria-hidden size={14} />
        {t("restores.restore")}
      </Button>
      {!isOpen ? null : kind === "full" ? (
        <FullRestoreDialog path={filePath ?? fileName} onClose={handleClose} />
      ) : (
        <RestoreDialog
          name={fileName}
          isPending={start.isPending}
          error={start.error}
          onConfirm={() => start.mutate({ backupId: id }, { onSuccess: handleClose })}
          onClose={handleClose}
        />
      )}
    </>
  );
}
