import { useQuery } from "@tanstack/react-query";
import Link from "next/link";

import { DataTable, type DataColumn } from "../../components/ui/data-table.tsx";
import { EmptyBox } from "../../components/ui/empty-box.tsx";
import { Loaded } from "../../components/ui/loaded.tsx";
import { Panel } from "../../components/ui/panel.tsx";
import { formatDateTime } from "../../lib/format/format-date.ts";
import { formatNumber } from "../../lib/format/format-number.ts";
import { t } from "../../lib/messages/translate.ts";
import { orpc, type ApiOutputs } from "../../lib/orpc.ts";

type Analytics = ApiOutputs["search"]["analytics"];
type EmptyText = Analytics["emptyTexts"][number];

/** What people look for in vain. */
export function EmptySearchPanel() {
  const query = useQuery(orpc.search.analytics.queryOptions());
  return (
    <Panel title={t("system.emptySearches")}>
      <Loaded query={query}>{(analytics) => <EmptyTexts analytics={analytics} />}</Loaded>
    </Panel>
  );
}

function EmptyTexts({ analytics }: { analytics: Analytics }) {
  const { emptyTexts, empty, since, remembersTexts } = analytics;
  return (
    <>
      <p className="figures mb-2 text-small whitespace-normal text-ink-soft">
        {t("system.emptySearchesNote", { count: empty, since: formatDateTime(since) })}{" "}
        {remembersTexts ? t("system.emptySearchesShown") : null}
      </p>
      {emptyTexts.length > 0 ? (
        <DataTable
          label={t("system.emptySearches")}
          columns={columns()}
          rows={emptyTexts}
          rowKey={({ text }) => text}
        />
      ) : (
        <EmptyBox title={t(remembersTexts ? "system.noEmptySearches" : "system.textsForgotten")} />
      )}
    </>
  );
}

function columns(): DataColumn<EmptyText>[] {
  return [
    {
      id: "text",
      name: "system.searchText",
      cell: ({ text }) => (
        <Link className="verbatim wrap-anywhere" href={`/?q=${encodeURIComponent(text)}`}>
          {text}
        </Link>
      ),
    },
    {
      id: "occasions",
      name: "system.occasions",
      isNumber: true,
      cell: ({ count }) => formatNumber(count),
    },
  ];
}
