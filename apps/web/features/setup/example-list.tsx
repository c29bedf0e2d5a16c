"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Check } from "lucide-react";

import { Button } from "../../components/ui/button.tsx";
import { Problem } from "../../components/ui/problem.tsx";
import { describeError } from "../../lib/api-error.ts";
import { t } from "../../lib/messages/translate.ts";
import { orpc } from "../../lib/orpc.ts";
import type { Setup } from "./use-setup.ts";

/** Torrents that come with the program, taken in with one press. */
export function ExampleList({ examples }: Pick<Setup, "examples">) {
  const client = useQueryClient();
  const { mutate, data, isPending, error } = useMutation(
    orpc.admin.welcome.addExamples.mutationOptions({
      onSuccess: () => client.invalidateQueries({ queryKey: orpc.search.key() }),
    }),
  );
  return (
    <div className="grid gap-4">
      <ul className="sheet">
        {examples.map(({ title, infoHash, license }) => (
          <li key={infoHash} className="flex flex-wrap justify-between gap-x-4 py-2">
            <span className="min-w-0 break-words">{title}</span>
            <span className="text-small text-ink-faint">{license}</span>
          </li>
        ))}
      </ul>
      <div aria-live="polite" className="flex min-h-9 flex-wrap items-center gap-3">
        {data === undefined ? (
          <Button look="primary" isBusy={isPending} onClick={() => mutate({})}>
            {t("setup.addExamples")}
          </Button>
        ) : (
          <p className="flex items-center gap-2 font-medium text-good">
            <Check aria-hidden size={16} />
            {data.blocked > 0
              ? t("setup.examplesBlocked", { count: data.blocked })
              : t("setup.examplesAdded")}
          </p>
        )}
        <p className="text-small text-ink-faint">{t("setup.examplesHint")}</p>
      </div>
      {error === null ? null : <Problem>{describeError(error)}</Problem>}
    </div>
  );
}
