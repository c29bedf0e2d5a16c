import { onlineManager, useMutation, useQueryClient } from "@tanstack/react-query";

import { useToast } from "../../components/ui/toast.tsx";
import { describeError } from "../../lib/api-error.ts";
import { post } from "../../lib/auth-request.ts";
import { serverPath } from "../../lib/base-path.ts";

/** Ends the session and leaves for the sign-in page with nothing kept in memory. */
export function useSignOut() {
  const client = useQueryClient();
  const toast = useToast();
  return useMutation({
    // Whatever is asked from now on would be refused.
    onMutate: () => {
      onlineManager.setOnline(false);
      return client.cancelQueries();
    },
    networkMode: "always",
    mutationFn: () => post("sign-out", {}),
    onSuccess: () => window.location.assign(serverPath("/sign-in")),
    onError: (error) => {
      onlineManager.setOnline(true);
      toast(describeError(error), "poor");
    },
  });
}
