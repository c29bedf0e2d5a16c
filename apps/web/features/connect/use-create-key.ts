import { useMutation, useQueryClient } from "@tanstack/react-query";

import { orpc } from "../../lib/orpc.ts";

/** Makes an API key; the list of keys follows. */
export function useCreateKey() {
  const client = useQueryClient();
  return useMutation(
    orpc.admin.apiKeys.create.mutationOptions({
      onSuccess: () => client.invalidateQueries({ queryKey: orpc.admin.apiKeys.list.key() }),
    }),
  );
}
