import { ChevronRight } from "lucide-react";
import Link from "next/link";
import { useId, useState, type ReactNode } from "react";

import { RelativeTime } from "../../components/ui/relative-time.tsx";
import { findWord } from "../../lib/messages/operator-words.ts";
import { t } from "../../lib/messages/translate.ts";
import type { ApiOutputs } from "../../lib/orpc.ts";
import { findAuditPlace } from "./audit-place.ts";
import { describeValue } from "./describe-value.ts";
import type { SettingInput } from "./setting-values.ts";

type Entry = ApiOutputs["admin"]["audit"]["list"]["items"][number];

interface AuditRowProps {
  entry: Entry;
  /** How its value is entered, where it is the change of a setting. */
  input: SettingInput | undefined;
}

/** What was done, to what, by whom; what it changed unfolds. */
export function AuditRow({ entry, input }: AuditRowProps) {
  const { at, actor, action, object, address, before, after } = entry;
  const id = useId();
  const [isOpen, setIsOpen] = useState(false);
  const hasDetails = isPresent(before) || isPresent(after);
  const name = (
    <span className="font-medium" title={action}>
      {findWord("act", action) ?? action}
    </span>
  );
  return (
    <li className="py-2">
      <div className="flex min-w-0 flex-wrap items-baseline gap-x-3 gap-y-0.5">
        {hasDetails ? (
          <button
            type="button"
            aria-expanded={isOpen}
            aria-controls={id}
            onClick={() => setIsOpen(!isOpen)}
            className="group flex items-baseline gap-2 rounded-sm text-left hover:text-accent pointer-coarse:-my-2.5 pointer-coarse:py-2.5"
          >
            <ChevronRight
              aria-hidden
              size={12}
              className="shrink-0 text-ink-faint transition-transform group-aria-expanded:rotate-90"
            />
            {name}
          </button>
        ) : (
          <span className="pl-5">{name}</span>
        )}
        <span className="flex min-w-0 flex-wrap items-baseline gap-x-3 max-sm:basis-full max-sm:pl-5">
          <AuditObject action={action} object={object} />
          <Change input={input} before={before} after={after} />
        </span>
        <span className="text-ink-faint max-sm:basis-full max-sm:pl-5 sm:ml-auto">
          {actor.name}
          {address === undefined ? "" : ` · ${address}`} · <RelativeTime value={at} />
        </span>
      </div>
      {hasDetails ? (
        <div id={id} hidden={!isOpen} className="pl-5">
          <code className="mt-1 block text-caption text-ink-faint">{action}</code>
          <div className="mt-1 grid gap-2 pb-1 sm:grid-cols-2">
            <Values name={t("audit.before")} value={before} />
            <Values name={t("audit.after")} value={after} />
          </div>
        </div>
      ) : null}
    </li>
  );
}

function AuditObject({ action, object }: { action: string; object: string }) {
  const place = findAuditPlace(action, object);
  // A key stands in the record with its number before its name.
  const named = action.startsWith("apiKeys.") ? object.replace(/^\d+ /, "") : object;
  const shown = /^\d+$/.test(named) ? `#${named}` : named;
  const style = "verbatim min-w-0 wrap-anywhere text-ink-soft";
  if (place === undefined) return <span className={style}>{shown}</span>;
  return (
    <Link href={place} className={`${style} hover:text-accent hover:underline`}>
      {shown}
    </Link>
  );
}

interface ChangeProps {
  input: SettingInput | undefined;
  before: unknown;
  after: unknown;
}

/** A change from one plain value to another, in the line itself. */
function Change({ input, before, after }: ChangeProps): ReactNode {
  if (!isPlain(before) || !isPlain(after) || !(isPresent(before) || isPresent(after))) return null;
  return (
    <span className="figures wrap-anywhere whitespace-normal text-ink-soft">
      {write(before, input)}
      <span aria-hidden> → </span>
      <span className="sr-only"> {t("audit.became")} </span>
      {write(after, input)}
    </span>
  );
}

function write(value: unknown, input: SettingInput | undefined): string {
  if (!isPresent(value)) return t("audit.theDefault");
  return input === undefined ? String(value) : describeValue(value, input);
}

function isPresent(value: unknown): boolean {
  return value !== null && value !== undefined;
}

function isPlain(value: unknown): boolean {
  return typeof value !== "object" || value === null;
}

function Values({ name, value }: { name: string; value: unknown }) {
  if (!isPresent(value)) return null;
  return (
    <div className="min-w-0">
      <div className="text-caption text-ink-faint">{name}</div>
      <pre className="overflow-x-auto rounded-md border border-line bg-shoal px-3 py-2 font-mono text-caption whitespace-pre-wrap wrap-anywhere">
        {JSON.stringify(value, null, 2)}
      </pre>
    </div>
  );
}
