import { useQuery } from "@tanstack/react-query";

import { orpc, type ApiOutputs } from "../../lib/orpc.ts";

/** One role. */
export type Role = ApiOutputs["admin"]["roles"]["list"]["items"][number];

/** Every role with how many people have it. */
export function useRoles() {
  return useQuery(orpc.admin.roles.list.queryOptions());
}
