import { LinkTabs } from "../../components/ui/link-tabs.tsx";
import { formatCompact } from "../../lib/format/format-number.ts";
import { t } from "../../lib/messages/translate.ts";
import { describeContentType } from "../search/content-types.ts";
import { homePath, type HomeState } from "./home-path.ts";
import { useKinds } from "./use-home.ts";

/** Kinds of torrents that the index holds, the most frequent first, with their counts. */
export function KindTabs({ state }: { state: HomeState }) {
  const { data } = useKinds();
  const kinds = (data?.facets?.["type"] ?? []).flatMap(({ value, count }) =>
    value === null ? [] : [{ value: String(value), count }],
  );
  const tabs = [
    {
      href: homePath({ ...state, kind: undefined }),
      name: t("home.all"),
      isCurrent: state.kind === undefined,
    },
    ...kinds.map(({ value, count }) => ({
      href: homePath({ ...state, kind: value }),
      name: describeContentType(value).name,
      count: formatCompact(count),
      isCurrent: value === state.kind,
    })),
  ];
  return <LinkTabs label={t("home.kind")} tabs={tabs} />;
}
