import { clsx } from "clsx";

import { Button } from "../../components/ui/button.tsx";
import { RelativeTime } from "../../components/ui/relative-time.tsx";
import { formatRelative } from "../../lib/format/format-date.ts";
import { t } from "../../lib/messages/translate.ts";
import type { ApiKey } from "./key-panel.tsx";

interface KeyRowProps {
  apiKey: ApiKey;
  onRevoke: () => void;
  onRotate: () => void;
}

/** One key: its name, what it may do, when it was used. */
export function KeyRow({ apiKey, onRevoke, onRotate }: KeyRowProps) {
  const { name, prefix, scopes, lastUsedAt, useCount, isEnvironment, revokedAt } = apiKey;
  const state = describeState(apiKey);
  return (
    <li className="col-span-full flex flex-wrap items-center gap-x-6 gap-y-1 py-3 sm:grid sm:grid-cols-subgrid">
      <div
        className={clsx(
          "min-w-[min(12rem,100%)] flex-1 max-sm:basis-full",
          state?.isOver === true && "opacity-60",
        )}
      >
        <div className="flex flex-wrap items-baseline gap-x-3">
          <span className="font-medium">{name}</span>
          <code className="font-mono text-caption text-ink-faint">{prefix}…</code>
          {isEnvironment ? (
            <span className="text-small text-ink-faint">{t("keys.isEnvironment")}</span>
          ) : null}
          {state === undefined ? null : (
            <span className={clsx("text-small", state.isOver ? "text-poor" : "text-ink-faint")}>
              {state.text}
            </span>
          )}
        </div>
        <div className="text-small text-ink-soft">
          {[...scopes.map((scope) => t(`scope.${scope}`)), ...describeBounds(apiKey)].join(" · ")}
        </div>
      </div>
      <div className="text-small text-ink-faint max-sm:flex-1">
        {t("keys.lastUsed")}{" "}
        <span className="text-ink-soft">
          {lastUsedAt === undefined ? t("app.never") : <RelativeTime value={lastUsedAt} />}
        </span>
        <div className="figures max-sm:hidden">{t("keys.uses", { count: useCount })}</div>
      </div>
      {isEnvironment || revokedAt !== undefined ? null : (
        <div className="flex gap-1.5">
          <Button size="small" aria-label={t("keys.rotateOf", { name })} onClick={onRotate}>
            {t("keys.rotate")}
          </Button>
          <Button
            look="danger"
            size="small"
            aria-label={t("keys.revokeOf", { name })}
            onClick={onRevoke}
          >
            {t("keys.revoke")}
          </Button>
        </div>
      )}
    </li>
  );
}

function describeBounds({ networks, requestsPerMinute, previousExpiresAt }: ApiKey): string[] {
  const graceEnds = previousExpiresAt === undefined ? 0 : Date.parse(previousExpiresAt);
  return [
    networks.length === 0 ? [] : t("keys.from", { networks: networks.join(", ") }),
    requestsPerMinute === undefined ? [] : t("keys.limited", { count: requestsPerMinute }),
    previousExpiresAt === undefined || graceEnds <= Date.now()
      ? []
      : t("keys.graceEnds", { age: formatRelative(previousExpiresAt) }),
  ].flat();
}

function describeState({ revokedAt, expiresAt }: ApiKey) {
  if (revokedAt !== undefined) {
    return { isOver: true, text: t("keys.isRevoked", { age: formatRelative(revokedAt) }) };
  }
  if (expiresAt === undefined) return undefined;
  const isOver = Date.parse(expiresAt) <= Date.now();
  const age = formatRelative(expiresAt);
  return { isOver, text: isOver ? t("keys.isExpired", { age }) : t("keys.endsAt", { age }) };
}
