"use client";

import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { clsx } from "clsx";
import { ListFilter } from "lucide-react";
import { useId, useState } from "react";

import { Button } from "../../components/ui/button.tsx";
import { EmptyBox } from "../../components/ui/empty-box.tsx";
import { Field } from "../../components/ui/field.tsx";
import { Loaded } from "../../components/ui/loaded.tsx";
import { MoreButton } from "../../components/ui/more-button.tsx";
import { SelectField } from "../../components/ui/select-field.tsx";
import { listActs } from "../../lib/messages/operator-words.ts";
import { t } from "../../lib/messages/translate.ts";
import { orpc } from "../../lib/orpc.ts";
import { useAddressedFilter } from "../../lib/use-addressed-filter.ts";
import { useSettled } from "../../lib/use-settled.ts";
import { AuditRow } from "./audit-row.tsx";
import { SectionPage } from "./section-page.tsx";
import { chooseInput, type SettingInput } from "./setting-values.ts";

/** Who changed what, newest first. */
export function AuditScreen() {
  return (
    <SectionPage section="audit" lead={t("audit.lead")}>
      <AuditLog />
    </SectionPage>
  );
}

const NO_FILTER = { actor: "", action: "", object: "", address: "", from: "", to: "" };
type Filter = typeof NO_FILTER;

const SETTLE_MS = 250;

function AuditLog() {
  const [filter, setFilter] = useAddressedFilter(NO_FILTER);
  const settled = useSettled(filter, SETTLE_MS) ?? NO_FILTER;
  const isFiltered = isAnySet(settled);
  const query = useInfiniteQuery(
    orpc.admin.audit.list.infiniteOptions({
      input: (cursor: string | undefined) => ({
        ...Object.fromEntries(Object.entries(settled).filter(([, value]) => value !== "")),
        ...(cursor === undefined ? {} : { cursor }),
      }),
      initialPageParam: undefined,
      getNextPageParam: ({ nextCursor }) => nextCursor,
      placeholderData: keepPreviousData,
    }),
  );
  const inputs = useSettingInputs();
  return (
    <div>
      <AuditFilter filter={filter} onChange={setFilter} />
      <Loaded query={query}>
        {({ pages }) => {
          const entries = pages.flatMap(({ items }) => items);
          return entries.length === 0 ? (
            <EmptyBox title={t(isFiltered ? "audit.none" : "audit.empty")} />
          ) : (
            <ol className="sheet text-small">
              {entries.map((entry) => (
                <AuditRow key={entry.id} entry={entry} input={inputs.get(entry.object)} />
              ))}
            </ol>
          );
        }}
      </Loaded>
      <MoreButton query={query} />
    </div>
  );
}

/** How the settings are entered, by the names under which their changes are on record. */
function useSettingInputs(): ReadonlyMap<string, SettingInput> {
  const { data } = useQuery(orpc.admin.config.get.queryOptions());
  return new Map(
    data?.modules.flatMap(({ name, fields }) =>
      fields.map((field) => [`${name}.${field.name}`, chooseInput(field)] as const),
    ),
  );
}

function isAnySet(filter: Filter): boolean {
  return Object.values(filter).some((value) => value !== "");
}

interface AuditFilterProps {
  filter: Filter;
  onChange: (filter: Filter) => void;
}

function AuditFilter({ filter, onChange }: AuditFilterProps) {
  const [isOpen, setIsOpen] = useState(false);
  const id = useId();
  const acts = listActs().toSorted(([, left], [, right]) => left.localeCompare(right));
  return (
    <search className="mb-4 block">
      <Button
        className="mb-3 w-full sm:hidden"
        aria-expanded={isOpen}
        aria-controls={id}
        onClick={() => setIsOpen(!isOpen)}
      >
        <ListFilter aria-hidden size={16} />
        {t("audit.filter")}
        {isAnySet(filter) ? <span aria-hidden className="size-2 rounded-full bg-accent" /> : null}
      </Button>
      <div
        id={id}
        className={clsx("grid grid-cols-2 gap-3 lg:grid-cols-6", isOpen || "max-sm:hidden")}
      >
        {(["actor", "action", "object", "address", "from", "to"] as const).map((name) =>
          name === "action" ? (
            <SelectField
              key={name}
              label={t("audit.action")}
              value={filter.action}
              options={[
                { value: "", name: t("audit.anyAction") },
                ...acts.map(([value, words]) => ({ value, name: words })),
              ]}
              onChange={(action) => onChange({ ...filter, action })}
            />
          ) : (
            <Field
              key={name}
              label={t(`audit.${name}`)}
              type={name === "from" || name === "to" ? "date" : "search"}
              maxLength={200}
              value={filter[name]}
              onChange={(event) => onChange({ ...filter, [name]: event.target.value })}
            />
          ),
        )}
      </div>
    </search>
  );
}
