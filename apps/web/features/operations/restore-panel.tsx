"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useState } from "react";

import { CancelButton } from "../../components/ui/cancel-button.tsx";
import { FileButton } from "../../components/ui/file-button.tsx";
import { Loaded } from "../../components/ui/loaded.tsx";
import { MoreButton } from "../../components/ui/more-button.tsx";
import { Panel } from "../../components/ui/panel.tsx";
import { ProgressBar } from "../../components/ui/progress-bar.tsx";
import { formatSize } from "../../lib/format/format-size.ts";
import { t } from "../../lib/messages/translate.ts";
import { orpc } from "../../lib/orpc.ts";
import { RestoreDialog } from "./restore-dialog.tsx";
import { RestoreRow } from "./restore-row.tsx";
import { isUnderWay, useRestoreUpload } from "./use-restores.ts";

const INTERVAL = 5000;

/** Restores from a file of one's own, and what became of earlier ones. */
export function RestorePanel() {
  const query = useInfiniteQuery(
    orpc.sys.restore.list.infiniteOptions({
      input: (cursor: string | undefined) =>
        cursor === undefined ? { limit: 5 } : { limit: 20, cursor: Number(cursor) },
      initialPageParam: undefined,
      getNextPageParam: ({ nextCursor }) => nextCursor,
      refetchInterval: ({ state: { data } }) =>
        data?.pages.some(({ items }) => items.some(isUnderWay)) === true ? INTERVAL : false,
    }),
  );
  const restores = query.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <Panel
      title={t("restores.title")}
      aside={
        <Link href="/docs/operations#backup" className="text-small text-accent hover:underline">
          {t("guide.open")}
        </Link>
      }
    >
      <UploadPart />
      <Loaded query={query}>
        {() =>
          restores.length === 0 ? null : (
            <ul aria-label={t("restores.title")} className="sheet">
              {restores.map((restore) => (
                <RestoreRow key={restore.id} restore={restore} />
              ))}
            </ul>
          )
        }
      </Loaded>
      <MoreButton query={query} />
    </Panel>
  );
}

function UploadPart() {
  const [chosen, setChosen] = useState<File>();
  const { send, isPending, sent, end } = useRestoreUpload();
  function handleConfirm() {
    if (chosen !== undefined) send(chosen);
    setChosen(undefined);
  }
  return (
    <div className="mb-4 flex flex-wrap items-center justify-between gap-x-10 gap-y-3">
      <p className="max-w-2xl min-w-0 flex-1 basis-72 text-pretty text-ink-soft">
        {t("restores.uploadText")}
      </p>
      {isPending ? (
        <div className="flex items-center gap-3 max-sm:w-full">
          <div className="min-w-40 flex-1">
            <p className="figures mb-1 text-small text-ink-soft">
              {t("restores.sent", { done: formatSize(sent.done), total: formatSize(sent.total) })}
            </p>
            <ProgressBar label={t("restores.sending")} done={sent.done} total={sent.total} />
          </div>
          <CancelButton onClick={end} />
        </div>
      ) : (
        <FileButton
          label={t("restores.upload")}
          accept=".sqlite,.ndjson,.jsonl,.json"
          hasIcon
          onFiles={([file]) => setChosen(file)}
        />
      )}
      {chosen === undefined ? null : (
        <RestoreDialog
          name={`${chosen.name} · ${formatSize(chosen.size)}`}
          isPending={false}
          error={null}
          onConfirm={handleConfirm}
          onClose={() => setChosen(undefined)}
        />
      )}
    </div>
  );
}
