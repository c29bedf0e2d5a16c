import { useQuery } from "@tanstack/react-query";

import { t } from "../../lib/messages/translate.ts";
import { orpc } from "../../lib/orpc.ts";
import { FacetList } from "../search/facet-list.tsx";

interface ProfileSourcesProps {
  selected: readonly string[];
  onChange: (selected: string[]) => void;
}

/** The sources of the index, the largest first; nothing until it has some. */
export function ProfileSources({ selected, onChange }: ProfileSourcesProps) {
  const { data } = useQuery(
    orpc.search.torrents.queryOptions({ input: { facets: ["source"], limit: 1 } }),
  );
  const values = (data?.facets.source ?? []).map(({ value, count }) => ({
    value: String(value),
    count,
  }));
  if (values.length === 0 && selected.length === 0) return null;
  return (
    <fieldset>
      <legend className="mb-1 text-small font-medium">{t("filter.source")}</legend>
      <FacetList
        label={t("filter.source")}
        values={values}
        selected={selected}
        name={(value) => value}
        onChange={onChange}
      />
    </fieldset>
  );
}
