import { useMutation } from "@tanstack/react-query";

import { signIn } from "../../lib/auth.ts";
import { orpc, type ApiInputs } from "../../lib/orpc.ts";

/** What set-up ends with: a session, and a key for each way programs come in. */
export interface FirstRun {
  name: string;
  ingestKey: string;
  feedKey: string;
}

interface FirstRunHandlers {
  onDone: (result: FirstRun) => void;
  onError: (error: Error) => void;
}

/** Makes the administrator, signs in and makes the first keys. */
export function useFirstRun({ onDone, onError }: FirstRunHandlers) {
  return useMutation({
    mutationFn: async (
      input: ApiInputs["identity"]["setup"]["createAdministrator"],
    ): Promise<FirstRun> => {
      const { email } = await orpc.identity.setup.createAdministrator.call(input);
      await signIn({ email, password: input.password });
      const createKey = orpc.admin.apiKeys.create.call;
      const ingest = await createKey({ name: "First script", scopes: ["ingest"] });
      const feed = await createKey({ name: "Sonarr and Radarr", scopes: ["feeds", "download"] });
      return { name: input.name, ingestKey: ingest.key, feedKey: feed.key };
    },
    onSuccess: onDone,
    onError,
  });
}
