import { useMutation, useQueryClient, type QueryClient } from "@tanstack/react-query";

import { useToast } from "../../components/ui/toast.tsx";
import { describeError } from "../../lib/api-error.ts";
import { t } from "../../lib/messages/translate.ts";
import { orpc, type ApiInputs, type ApiOutputs } from "../../lib/orpc.ts";

type BulkInput = ApiInputs["torrents"]["bulk"]["start"];
type Run = ApiOutputs["torrents"]["bulk"]["get"];

const INTERVAL = 400;
const MAX_POLLS = 750;
const INDEX_DELAYS = [0, 1500, 5000];

/** Starts a change of many torrents, says so, offers to take it back and renews the results. */
export function useBulk() {
  const client = useQueryClient();
  const toast = useToast();
  const onError = (error: unknown) => toast(describeError(error), "poor");

  const undo = useMutation({
    mutationFn: async (id: number) => {
      // What still works cannot be taken back yet.
      await follow(client, id);
      const run = await orpc.torrents.bulk.undo.call({ id });
      await follow(client, run.id);
    },
    onSuccess: () => toast(t("bulk.undone")),
    onError,
    onSettled: () => refresh(client),
  });
  const start = useMutation({
    mutationFn: async (input: BulkInput) => {
      const run = await orpc.torrents.bulk.start.call(input);
      toast(t(`bulk.${input.action}`, { count: run.total }), "good", {
        name: t("app.undo"),
        perform: () => undo.mutate(run.id),
      });
      return follow(client, run.id);
    },
    onSuccess: ({ state, error }) => {
      if (state === "failed") toast(error ?? t("error.server"), "poor");
    },
    onError,
    onSettled: () => refresh(client),
  });
  return start;
}

/** Waits until a run has ended, or for five minutes. */
async function follow(client: QueryClient, id: number): Promise<Run> {
  const options = orpc.torrents.bulk.get.queryOptions({ input: { id }, staleTime: 0 });
  let run = await client.fetchQuery(options);
  for (let polls = 0; polls < MAX_POLLS && isActive(run); polls += 1) {
    await new Promise((resolve) => setTimeout(resolve, INTERVAL));
    run = await client.fetchQuery(options);
  }
  return run;
}

function isActive({ state }: Run): boolean {
  return state === "waiting" || state === "running";
}

/** Asks for the results anew, and again when the index of the search has followed the database. */
function refresh(client: QueryClient): void {
  for (const delay of INDEX_DELAYS) {
    setTimeout(() => {
      void client.invalidateQueries({ queryKey: orpc.search.key() });
      void client.invalidateQueries({ queryKey: orpc.torrents.key() });
    }, delay);
  }
}
