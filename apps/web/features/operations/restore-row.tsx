import { clsx } from "clsx";

import { CancelButton } from "../../components/ui/cancel-button.tsx";
import { ProgressBar } from "../../components/ui/progress-bar.tsx";
import { RelativeTime } from "../../components/ui/relative-time.tsx";
import { ServerText } from "../../components/ui/server-text.tsx";
import { formatNumber } from "../../lib/format/format-number.ts";
import { formatSize } from "../../lib/format/format-size.ts";
import { t } from "../../lib/messages/translate.ts";
import { isUnderWay, useRestoreActions, type Restore } from "./use-restores.ts";

const STATE_TONES = {
  waiting: "text-ink-soft",
  running: "text-accent",
  finished: "text-ink-soft",
  cancelled: "text-fair",
  failed: "text-poor",
} as const satisfies Record<Restore["state"], string>;

/** Where a record itself is wrong, and none of its fields. */
const WHOLE_RECORD = "$";

const COUNTS = ["inserted", "merged", "blocked", "rejected"] as const;
const COUNT_TONES = {
  inserted: "text-good",
  merged: "",
  blocked: "text-fair",
  rejected: "text-poor",
};

/** One restore: how far it is, what became of the torrents, and what was wrong with some. */
export function RestoreRow({ restore }: { restore: Restore }) {
  const { id, name, bytes, state, requestedBy, requestedAt, done, total, received, error } =
    restore;
  const { cancel } = useRestoreActions();
  const isActive = isUnderWay(restore);
  return (
    <li className="flex flex-wrap items-center gap-x-6 gap-y-1.5 py-2.5">
      <div className="min-w-0 flex-1 basis-72">
        <div className="flex flex-wrap items-baseline gap-x-3">
          <code className="text-small font-medium wrap-anywhere">{name}</code>
          <span className="figures text-small text-ink-faint">{formatSize(bytes)}</span>
          <span className={clsx("text-small", STATE_TONES[state])}>
            {t(`restores.state.${state}`)}
          </span>
        </div>
        {error === null ? null : (
          <p className="text-small text-poor wrap-anywhere">
            <ServerText text={error} />
          </p>
        )}
        {isActive ? (
          <div className="mt-1.5 max-w-sm">
            <ProgressBar label={t("restores.progress", { name })} done={done} total={total} />
          </div>
        ) : null}
        {received === 0 && isActive ? null : <Counts restore={restore} />}
        <Errors restore={restore} />
      </div>
      <span className="text-small text-ink-faint">
        {requestedBy} · <RelativeTime value={requestedAt} />
      </span>
      {isActive ? (
        <CancelButton
          className="max-sm:ml-auto"
          isBusy={cancel.isPending}
          onClick={() => cancel.mutate({ id })}
        />
      ) : null}
    </li>
  );
}

function Counts({ restore }: { restore: Restore }) {
  const shown = COUNTS.filter((name) => restore[name] > 0);
  return (
    <p className="figures mt-0.5 flex flex-wrap gap-x-4 text-small text-ink-soft">
      {shown.length === 0
        ? t("restores.nothing")
        : shown.map((name) => (
            <span key={name} className={COUNT_TONES[name]}>
              {t(`restores.${name}`, { number: formatNumber(restore[name]) })}
            </span>
          ))}
    </p>
  );
}

function Errors({ restore: { errors, rejected } }: { restore: Restore }) {
  if (errors.length === 0) return null;
  const more = rejected - errors.length;
  return (
    <details className="mt-1 text-small">
      <summary className="w-fit cursor-pointer text-ink-soft hover:text-ink pointer-coarse:py-2">
        {t("restores.why")}
      </summary>
      <ul className="mt-1 grid max-h-64 gap-0.5 overflow-y-auto">
        {errors.map(({ index, field, message }) => (
          <li key={index} className="wrap-anywhere text-ink-soft">
            <span className="figures text-ink-faint">
              {t("restores.record", { number: formatNumber(index + 1) })}
            </span>{" "}
            {field === WHOLE_RECORD ? null : <code>{`${field} `}</code>}
            {message}
          </li>
        ))}
      </ul>
      {more > 0 ? <p className="text-ink-faint">{t("restores.more", { count: more })}</p> : null}
    </details>
  );
}
