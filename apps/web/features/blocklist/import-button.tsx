"use client";

import { useMutation } from "@tanstack/react-query";

import { FileButton } from "../../components/ui/file-button.tsx";
import { importBlocklist } from "../../lib/import-blocklist.ts";
import { t } from "../../lib/messages/translate.ts";
import { useBlocklistHandlers } from "./use-blocklist-handlers.ts";

/** Reads a file with an info hash a line into the blocklist. */
export function ImportButton() {
  const { toast, refresh, onError } = useBlocklistHandlers();
  const { mutate, isPending } = useMutation({
    mutationFn: importBlocklist,
    onSuccess: async ({ added, known, rejected }) => {
      await refresh();
      toast(t("block.imported", { added, known, rejected }), rejected > 0 ? "poor" : "good");
    },
    onError,
  });
  return (
    <FileButton
      label={t("block.import")}
      accept=".txt,.ndjson,.jsonl,text/plain"
      isBusy={isPending}
      hasIcon
      onFiles={([file]) => {
        if (file !== undefined) mutate(file);
      }}
    />
  );
}
