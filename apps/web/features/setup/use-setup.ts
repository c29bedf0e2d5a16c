import { useMutation, useQueryClient } from "@tanstack/react-query";

import { orpc, type ApiOutputs } from "../../lib/orpc.ts";

/** How far the set-up is and which examples there are. */
export type Setup = ApiOutputs["admin"]["welcome"]["get"];
/** A step as the server keeps it. */
export type SetupStep = Setup["step"];

/**
 * Goes to a step of the set-up; the server keeps it, so that any browser goes on there. `onOver` is
 * called when it was the last one, also when that takes the step's own screen away.
 */
export function useSetupStep(onOver?: () => void) {
  const client = useQueryClient();
  return useMutation(
    orpc.admin.welcome.update.mutationOptions({
      onSuccess(setup) {
        client.setQueryData(orpc.admin.welcome.get.queryKey(), setup);
        if (setup.step === "done") onOver?.();
      },
    }),
  );
}
