import { useMutation, useQueryClient } from "@tanstack/react-query";

import { useToast } from "../../components/ui/toast.tsx";
import { describeError } from "../../lib/api-error.ts";
import { t } from "../../lib/messages/translate.ts";
import { orpc, type ApiOutputs } from "../../lib/orpc.ts";

/** A change of many torrents with its progress. */
export type Run = ApiOutputs["torrents"]["bulk"]["get"];

/** True while a run still works or is about to. */
export function isActive({ state }: Run): boolean {
  return state === "waiting" || state === "running";
}

/** True while a run can be taken back. */
export function isUndoable({ state, undoableUntil, undoneBy, done }: Run): boolean {
  const isInTime = undoableUntil !== null && Date.parse(undoableUntil) > Date.now();
  return isInTime && undoneBy === null && done > 0 && !isActive({ state } as Run);
}

/** Ending a run and taking it back. */
export function useRunActions() {
  const client = useQueryClient();
  const toast = useToast();
  const onError = (error: Error) => toast(describeError(error), "poor");
  const onSuccess = () => client.invalidateQueries({ queryKey: orpc.torrents.bulk.key() });
  const cancel = useMutation(orpc.torrents.bulk.cancel.mutationOptions({ onSuccess, onError }));
  const undo = useMutation(
    orpc.torrents.bulk.undo.mutationOptions({
      onSuccess: async () => {
        await onSuccess();
        toast(t("runs.undoing"));
      },
      onError,
    }),
  );
  return { cancel, undo };
}
