"use client";

import { useMutation } from "@tanstack/react-query";
import { Upload } from "lucide-react";
import { useRef } from "react";

import { Button } from "../../components/ui/button.tsx";
import { importBlocklist } from "../../lib/import-blocklist.ts";
import { t } from "../../lib/messages/translate.ts";
import { useBlocklistHandlers } from "./use-blocklist-handlers.ts";

/** Reads a file with an info hash a line into the blocklist. */
export function ImportButton() {
  const input = useRef<HTMLInputElement>(null);
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
    <>
      <Button isBusy={isPending} onClick={() => input.current?.click()}>
        <Upload aria-hidden size={16} />
        {t("block.import")}
      </Button>
      <input
        ref={input}
        type="file"
        accept=".txt,.ndjson,.jsonl,text/plain"
        aria-label={t("block.import")}
        className="sr-only"
        tabIndex={-1}
        onChange={(event) => {
          const [file] = event.target.files ?? [];
          if (file !== undefined) mutate(file);
          event.target.value = "";
        }}
      />
    </>
  );
}
