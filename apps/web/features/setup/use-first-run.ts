import { useMutation, useQueryClient } from "@tanstack/react-query";

import { signIn } from "../../lib/auth.ts";
import { orpc, type ApiInputs } from "../../lib/orpc.ts";

/** Makes the administrator, signs in and begins the set-up. */
export function useFirstRun(onError: (error: Error) => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (input: ApiInputs["identity"]["setup"]["createAdministrator"]) => {
      const { email } = await orpc.identity.setup.createAdministrator.call(input);
      await signIn({ email, password: input.password });
      await orpc.admin.welcome.update.call({ step: "choices" });
      await client.resetQueries();
    },
    onError,
  });
}
