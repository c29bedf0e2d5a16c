import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { UserPlus } from "lucide-react";
import { useState } from "react";

import { Button } from "../../components/ui/button.tsx";
import { EmptyBox } from "../../components/ui/empty-box.tsx";
import { Field } from "../../components/ui/field.tsx";
import { Loaded } from "../../components/ui/loaded.tsx";
import { MoreButton } from "../../components/ui/more-button.tsx";
import { Panel } from "../../components/ui/panel.tsx";
import { SelectField } from "../../components/ui/select-field.tsx";
import { t } from "../../lib/messages/translate.ts";
import { orpc } from "../../lib/orpc.ts";
import { useAddressedFilter } from "../../lib/use-addressed-filter.ts";
import { useSettled } from "../../lib/use-settled.ts";
import { CreatePersonDialog } from "./create-person-dialog.tsx";
import { describeRole } from "./describe-role.ts";
import { PersonRow } from "./person-row.tsx";
import { useRoles } from "./use-roles.ts";

const SETTLE_MS = 250;
const NO_FILTER = { q: "", role: "" };

/** Everybody, to be searched, with what can be done about their accounts. */
export function PeoplePanel() {
  const [{ q: text, role }, setFilter] = useAddressedFilter(NO_FILTER);
  const [isCreating, setIsCreating] = useState(false);
  const q = useSettled(text.trim(), SETTLE_MS);
  const { data } = useRoles();
  const roles = (data?.items ?? []).filter(({ id }) => id !== "guest");
  const query = useInfiniteQuery(
    orpc.admin.people.list.infiniteOptions({
      input: (cursor: string | undefined) => ({
        ...(q === "" ? {} : { q }),
        ...(role === "" ? {} : { role }),
        ...(cursor === undefined ? {} : { cursor }),
      }),
      initialPageParam: undefined,
      getNextPageParam: ({ nextCursor }) => nextCursor,
      placeholderData: keepPreviousData,
    }),
  );
  const total = query.data?.pages[0]?.total;
  return (
    <Panel
      title={t("people.title")}
      aside={
        total === undefined ? null : (
          <div className="flex items-center gap-3">
            <span className="figures text-small text-ink-faint">
              {t("people.count", { count: total })}
            </span>
            <Button size="small" onClick={() => setIsCreating(true)}>
              <UserPlus aria-hidden size={16} />
              {t("people.create")}
            </Button>
          </div>
        )
      }
    >
      <div className="mb-3 grid gap-3 sm:grid-cols-[1fr_12rem]">
        <Field
          label={t("people.search")}
          type="search"
          maxLength={200}
          value={text}
          onChange={(event) => setFilter({ q: event.target.value, role })}
        />
        <SelectField
          label={t("people.role")}
          value={role}
          options={[
            { value: "", name: t("people.allRoles") },
            ...roles.map(({ id, name }) => ({ value: id, name: describeRole(name) })),
          ]}
          onChange={(next) => setFilter({ q: text, role: next })}
        />
      </div>
      <Loaded query={query}>
        {({ pages }) => {
          const people = pages.flatMap(({ items }) => items);
          return people.length === 0 ? (
            <EmptyBox title={t("people.empty")} />
          ) : (
            <ul className="sheet">
              {people.map((person) => (
                <PersonRow key={person.id} person={person} roles={roles} />
              ))}
            </ul>
          );
        }}
      </Loaded>
      <MoreButton query={query} />
      {isCreating ? (
        <CreatePersonDialog roles={roles} onClose={() => setIsCreating(false)} />
      ) : null}
    </Panel>
  );
}
