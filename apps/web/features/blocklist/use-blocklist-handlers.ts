import { useQueryClient } from "@tanstack/react-query";

import { useToast } from "../../components/ui/toast.tsx";
import { describeError } from "../../lib/api-error.ts";
import { orpc } from "../../lib/orpc.ts";

/** What every change of the blocklist does afterwards: the lists follow, a refusal is told. */
export function useBlocklistHandlers() {
  const client = useQueryClient();
  const toast = useToast();
  return {
    toast,
    refresh: () => client.invalidateQueries({ queryKey: orpc.blacklist.key() }),
    onError: (error: Error) => toast(describeError(error), "poor"),
  };
}
