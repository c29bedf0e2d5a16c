import { useQuery } from "@tanstack/react-query";

import { orpc, type ApiInputs } from "../../lib/orpc.ts";
import { useSession } from "../identity/use-session.ts";

/** How far back the chart looks. */
export type Span = NonNullable<NonNullable<ApiInputs["torrents"]["intake"]>["span"]>;

/** Events keep everything fresh; this is for what they miss. */
const INTERVAL = 60_000;

/** What administrators are shown: the whole of the index and its database. */
export function useAdminStats() {
  const { can } = useSession();
  return useQuery(
    orpc.admin.stats.queryOptions({ enabled: can("admin"), refetchInterval: INTERVAL }),
  );
}

/** What came in, step by step. */
export function useIntake(span: Span) {
  const { can } = useSession();
  return useQuery(
    orpc.torrents.intake.queryOptions({
      input: { span },
      enabled: can("admin"),
      refetchInterval: INTERVAL,
      placeholderData: (previous) => previous,
    }),
  );
}

/** How many torrents of each kind there are, as everybody who searches may know. */
export function useKinds() {
  const { can } = useSession();
  return useQuery(
    orpc.search.torrents.queryOptions({
      input: { limit: 1, facets: "type" },
      enabled: can("search"),
      refetchInterval: INTERVAL,
    }),
  );
}

/** The first few torrents in an order, of one kind or of all. */
export function useTopTorrents(sort: "indexed" | "seeders", type: string | undefined) {
  const { can } = useSession();
  return useQuery(
    orpc.search.torrents.queryOptions({
      input: { sort, order: "desc", limit: 6, ...(type === undefined ? {} : { type: [type] }) },
      enabled: can("search"),
      refetchInterval: INTERVAL,
      placeholderData: (previous) => previous,
    }),
  );
}
