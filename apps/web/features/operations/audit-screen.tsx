"use client";

import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { ChevronRight } from "lucide-react";
import { useState } from "react";

import { EmptyBox } from "../../components/ui/empty-box.tsx";
import { Field } from "../../components/ui/field.tsx";
import { Loaded } from "../../components/ui/loaded.tsx";
import { MoreButton } from "../../components/ui/more-button.tsx";
import { RelativeTime } from "../../components/ui/relative-time.tsx";
import { t } from "../../lib/messages/translate.ts";
import { orpc, type ApiOutputs } from "../../lib/orpc.ts";
import { useSettled } from "../../lib/use-settled.ts";
import { SectionPage } from "./section-page.tsx";

type Entry = ApiOutputs["admin"]["audit"]["list"]["items"][number];

/** Who changed what, newest first. */
export function AuditScreen() {
  return (
    <SectionPage section="audit" lead={t("audit.lead")}>
      <AuditLog />
    </SectionPage>
  );
}

const NO_FILTER = { actor: "", action: "", object: "", address: "", from: "", to: "" };
const SETTLE_MS = 250;

function AuditLog() {
  const [filter, setFilter] = useState(NO_FILTER);
  const settled = useSettled(filter, SETTLE_MS);
  const query = useInfiniteQuery(
    orpc.admin.audit.list.infiniteOptions({
      input: (cursor: string | undefined) => ({
        ...Object.fromEntries(
          Object.entries(settled ?? NO_FILTER).filter(([, value]) => value !== ""),
        ),
        ...(cursor === undefined ? {} : { cursor }),
      }),
      initialPageParam: undefined,
      getNextPageParam: ({ nextCursor }) => nextCursor,
      placeholderData: keepPreviousData,
    }),
  );
  return (
    <div>
      <AuditFilter filter={filter} onChange={setFilter} />
      <Loaded query={query}>
        {({ pages }) => {
          const entries = pages.flatMap(({ items }) => items);
          return entries.length === 0 ? (
            <EmptyBox title={t(settled === NO_FILTER ? "audit.empty" : "audit.none")} />
          ) : (
            <ol className="sheet text-small">
              {entries.map((entry) => (
                <EntryRow key={entry.id} entry={entry} />
              ))}
            </ol>
          );
        }}
      </Loaded>
      <MoreButton query={query} />
    </div>
  );
}

interface AuditFilterProps {
  filter: typeof NO_FILTER;
  onChange: (filter: typeof NO_FILTER) => void;
}

function AuditFilter({ filter, onChange }: AuditFilterProps) {
  return (
    <search className="mb-4 grid grid-cols-2 gap-3 lg:grid-cols-6">
      {(["actor", "action", "object", "address", "from", "to"] as const).map((name) => (
        <Field
          key={name}
          label={t(`audit.${name}`)}
          type={name === "from" || name === "to" ? "date" : "search"}
          maxLength={200}
          value={filter[name]}
          onChange={(event) => onChange({ ...filter, [name]: event.target.value })}
        />
      ))}
    </search>
  );
}

function EntryRow({ entry }: { entry: Entry }) {
  const { at, actor, action, object, address, before, after } = entry;
  const line = (
    <span className="flex min-w-0 flex-1 flex-wrap items-baseline gap-x-4 gap-y-0.5">
      <code className="font-mono text-caption font-semibold">{action}</code>
      <span className="verbatim min-w-0 wrap-anywhere">{object}</span>
      <span className="text-ink-faint max-sm:basis-full sm:ml-auto">
        {actor.name}
        {address === undefined ? "" : ` · ${address}`} · <RelativeTime value={at} />
      </span>
    </span>
  );
  if (before === null && after === null) return <li className="py-2 pl-9">{line}</li>;
  return (
    <li>
      <details className="group py-2">
        <summary className="flex cursor-pointer list-none items-baseline gap-2 rounded-sm [&::-webkit-details-marker]:hidden">
          <ChevronRight
            aria-hidden
            size={12}
            className="shrink-0 text-ink-faint transition-transform group-open:rotate-90"
          />
          {line}
        </summary>
        <div className="mt-2 grid gap-2 pl-5 sm:grid-cols-2">
          <Values name={t("audit.before")} value={before} />
          <Values name={t("audit.after")} value={after} />
        </div>
      </details>
    </li>
  );
}

function Values({ name, value }: { name: string; value: unknown }) {
  if (value === null || value === undefined) return null;
  return (
    <div className="min-w-0">
      <div className="text-caption text-ink-faint">{name}</div>
      <pre className="overflow-x-auto rounded-md border border-line bg-shoal px-3 py-2 font-mono text-caption whitespace-pre-wrap wrap-anywhere">
        {JSON.stringify(value, null, 2)}
      </pre>
    </div>
  );
}
