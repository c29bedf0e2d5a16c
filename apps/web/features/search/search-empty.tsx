"use client";

import { KeyRound, Plus } from "lucide-react";
import Link from "next/link";

import { Button, buttonStyle } from "../../components/ui/button.tsx";
import { Notice } from "../../components/ui/notice.tsx";
import { t } from "../../lib/messages/translate.ts";
import { useSession } from "../identity/use-session.ts";
import { listFilters, WITHOUT_FILTERS } from "./filter-names.ts";
import type { SearchState } from "./search-state.ts";

interface SearchEmptyProps {
  state: SearchState;
  onChange: (change: Partial<SearchState>) => void;
}

/** No results: either nothing is indexed yet, or the words and filters fit nothing. */
export function SearchEmpty({ state, onChange }: SearchEmptyProps) {
  const filters = listFilters(state);
  const query = state.q.trim();
  if (query === "" && filters.length === 0) return <EmptyIndex />;
  const actions = (
    <>
      {filters.length > 0 ? (
        <Button look="primary" onClick={() => onChange(WITHOUT_FILTERS)}>
          {t("search.clearFilters")}
        </Button>
      ) : null}
      {filters.length > 1
        ? filters.slice(0, 3).map(({ name, without }) => (
            <Button key={name} onClick={() => onChange(without)}>
              {t("search.removeFilter", { name: `“${name}”` })}
            </Button>
          ))
        : null}
      {query === "" ? null : (
        <Button onClick={() => onChange({ q: "" })}>{t("search.clear")}</Button>
      )}
    </>
  );
  return (
    <Notice title={t("search.noneTitle")} actions={actions}>
      {query === "" ? null : <p>{t("search.noneQuery", { query })}</p>}
      {filters.length === 0 ? null : <p>{t("search.noneFilters")}</p>}
    </Notice>
  );
}

function EmptyIndex() {
  const { can } = useSession();
  const actions = (
    <>
      {can("ingest") ? (
        <Link href="/add" className={buttonStyle({ look: "primary" })}>
          <Plus aria-hidden size={16} />
          {t("search.emptyIndexAdd")}
        </Link>
      ) : null}
      <Link href="/keys" className={buttonStyle()}>
        <KeyRound aria-hidden size={16} />
        {t("search.emptyIndexConnect")}
      </Link>
    </>
  );
  return (
    <Notice title={t("search.emptyIndexTitle")} actions={actions}>
      {t("search.emptyIndexText")}
    </Notice>
  );
}
