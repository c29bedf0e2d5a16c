import { clsx } from "clsx";
import { Undo2 } from "lucide-react";

import { Button } from "../../components/ui/button.tsx";
import { CancelButton } from "../../components/ui/cancel-button.tsx";
import { ProgressBar } from "../../components/ui/progress-bar.tsx";
import { RelativeTime } from "../../components/ui/relative-time.tsx";
import { formatNumber } from "../../lib/format/format-number.ts";
import { t } from "../../lib/messages/translate.ts";
import { describeRun, describeScope } from "./run-name.ts";
import { isActive, isUndoable, useRunActions, type Run } from "./use-runs.ts";

const TONES = {
  waiting: "text-ink-soft",
  running: "text-accent",
  done: "text-ink-soft",
  cancelled: "text-fair",
  failed: "text-poor",
} as const satisfies Record<Run["state"], string>;

/** One run: what it does, how far it is, and the way back. */
export function RunRow({ run }: { run: Run }) {
  const { id, state, total, done, failed, error, startedBy, createdAt, undoneBy } = run;
  const scope = describeScope(run);
  const { cancel, undo } = useRunActions();
  return (
    <li className="flex flex-wrap items-center gap-x-6 gap-y-1.5 py-2.5">
      <div className="min-w-0 flex-1 basis-72">
        <div className="flex flex-wrap items-baseline gap-x-3">
          <span className="font-medium">{describeRun(run)}</span>
          <span className={clsx("text-small", TONES[state])}>{t(`runs.state.${state}`)}</span>
          {undoneBy === null ? null : (
            <span className="text-small text-ink-faint">{t("runs.undone")}</span>
          )}
        </div>
        {scope === undefined ? null : (
          <div className="verbatim text-small text-ink-soft wrap-anywhere">{scope}</div>
        )}
        {error === null ? null : <p className="text-small text-poor wrap-anywhere">{error}</p>}
        {isActive(run) ? (
          <div className="mt-1.5 max-w-sm">
            <ProgressBar label={t("runs.progress")} done={done + failed} total={total} />
          </div>
        ) : null}
      </div>
      <span className="figures text-small text-ink-soft">
        {t("runs.count", { done: formatNumber(done), total: formatNumber(total) })}
        {failed === 0 ? "" : ` · ${t("runs.leftAlone", { count: failed })}`}
      </span>
      <span className="text-small text-ink-faint">
        {startedBy} · <RelativeTime value={createdAt} />
      </span>
      {isActive(run) ? (
        <CancelButton
          className="max-sm:ml-auto"
          isBusy={cancel.isPending}
          onClick={() => cancel.mutate({ id })}
        />
      ) : isUndoable(run) ? (
        <Button
          size="small"
          className="max-sm:ml-auto"
          isBusy={undo.isPending}
          onClick={() => undo.mutate({ id })}
        >
          <Undo2 aria-hidden size={14} />
          {t("app.undo")}
        </Button>
      ) : null}
    </li>
  );
}
