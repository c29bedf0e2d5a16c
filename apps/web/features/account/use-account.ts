import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";

import { useToast } from "../../components/ui/toast.tsx";
import { errorStatus } from "../../lib/api-error.ts";
import { t } from "../../lib/messages/translate.ts";
import { orpc, type ApiOutputs } from "../../lib/orpc.ts";

/** One's own account. */
export type Account = ApiOutputs["identity"]["account"]["get"];

/** One's own account as the server has it. */
export function useAccount() {
  return useQuery(orpc.identity.account.get.queryOptions());
}

/** Changes something about one's account, then shows it anew and says that it is done. */
export function useAccountChange<Input>(
  change: (input: Input) => Promise<void>,
  options: { done: string; onDone?: () => void },
) {
  const client = useQueryClient();
  const toast = useToast();
  return useMutation({
    mutationFn: change,
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: orpc.identity.key() });
      toast(options.done);
      options.onDone?.();
    },
  });
}

/** What a form says when the server refuses the password that confirms a change. */
export function describeWrongPassword(error: unknown): string | undefined {
  return errorStatus(error) === 400 ? t("account.wrongPassword") : undefined;
}
