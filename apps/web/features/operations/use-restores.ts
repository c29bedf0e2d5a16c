import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";

import { useToast } from "../../components/ui/toast.tsx";
import { describeError, errorStatus } from "../../lib/api-error.ts";
import { t } from "../../lib/messages/translate.ts";
import { orpc, type ApiOutputs } from "../../lib/orpc.ts";
import { uploadRestore } from "../../lib/upload-restore.ts";

/** A restore with what became of the torrents. */
export type Restore = ApiOutputs["sys"]["restore"]["list"]["items"][number];

/** True while a restore works, or is about to. */
export function isUnderWay({ state }: Restore): boolean {
  return state === "waiting" || state === "running";
}

/** Starting a restore from a backup, and ending one. */
export function useRestoreActions() {
  const client = useQueryClient();
  const toast = useToast();
  const refresh = () => client.invalidateQueries({ queryKey: orpc.sys.restore.key() });
  const start = useMutation(orpc.sys.restore.trigger.mutationOptions({ onSuccess: refresh }));
  const cancel = useMutation(
    orpc.sys.restore.cancel.mutationOptions({
      onSuccess: refresh,
      onError: (error) => toast(describeError(error), "poor"),
    }),
  );
  return { start, cancel };
}

/** Sending a file to restore from: how much of it was sent, and ending that. */
export function useRestoreUpload() {
  const client = useQueryClient();
  const toast = useToast();
  const cancellation = useRef<AbortController>(undefined);
  const [sent, setSent] = useState({ done: 0, total: 0 });
  const { mutate, isPending } = useMutation({
    mutationFn: (file: File) => {
      const controller = new AbortController();
      cancellation.current = controller;
      setSent({ done: 0, total: file.size });
      return uploadRestore(file, {
        signal: controller.signal,
        onProgress: (done, total) => setSent({ done, total }),
      });
    },
    onSuccess: () => client.invalidateQueries({ queryKey: orpc.sys.restore.key() }),
    onError: (error) => {
      if (cancellation.current?.signal.aborted === true) return;
      // A proxy in front may refuse it, too, and says nothing of the setting.
      toast(errorStatus(error) === 413 ? t("restores.tooLarge") : describeError(error), "poor");
    },
  });
  return { send: mutate, isPending, sent, end: () => cancellation.current?.abort() };
}
