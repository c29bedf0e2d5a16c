import { useQuery } from "@tanstack/react-query";
import { useCallback } from "react";

import { orpc, type ApiOutputs } from "../../lib/orpc.ts";
import { useHydrated } from "../../lib/use-hydrated.ts";

/** Who is signed in. */
export type Me = ApiOutputs["identity"]["me"];

/** The signed-in person and what they may do; `me` is undefined until the server has said so. */
export function useSession() {
  const { data, error, refetch } = useQuery(
    orpc.identity.me.queryOptions({ staleTime: 5 * 60_000 }),
  );
  const me = useHydrated() ? data : undefined;
  const can = useCallback((scope: string) => me !== undefined && hasScope(me.scopes, scope), [me]);
  return { me, error, refetch, can };
}

function hasScope(scopes: readonly string[], scope: string): boolean {
  return scopes.includes(scope) || scopes.includes("admin");
}
