import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { BellRing, Check } from "lucide-react";
import { useState } from "react";

import { Button } from "../../components/ui/button.tsx";
import { Field } from "../../components/ui/field.tsx";
import { Problem } from "../../components/ui/problem.tsx";
import { describeError } from "../../lib/api-error.ts";
import { t } from "../../lib/messages/translate.ts";
import { orpc } from "../../lib/orpc.ts";

interface FollowPartProps {
  /** As the address of the search has it. */
  query: string;
  /** What it is called unless the person says otherwise. */
  suggestion: string;
}

const MAX_NAME_LENGTH = 100;

/** Has the person told what newly arrives for a search. */
export function FollowPart({ query, suggestion }: FollowPartProps) {
  const client = useQueryClient();
  const [name, setName] = useState(suggestion.slice(0, MAX_NAME_LENGTH));
  const { data } = useQuery(orpc.follows.list.queryOptions());
  const { mutate, isPending, isSuccess, error } = useMutation(
    orpc.follows.add.mutationOptions({
      onSuccess: () => client.invalidateQueries({ queryKey: orpc.follows.key() }),
    }),
  );
  return (
    <section aria-label={t("follow.title")} className="border-b border-line pb-5">
      <p className="mb-3 text-ink-soft">{t("follow.text")}</p>
      {isSuccess ? (
        <output className="flex items-center gap-2 font-medium text-good">
          <Check aria-hidden size={16} />
          {t("follow.isFollowed", { count: data?.items.length ?? 1 })}
        </output>
      ) : (
        <form
          className="flex items-end gap-2"
          onSubmit={(event) => {
            event.preventDefault();
            mutate({ query, name: name.trim() || suggestion.slice(0, MAX_NAME_LENGTH) });
          }}
        >
          <div className="min-w-0 flex-1">
            <Field
              label={t("follow.name")}
              maxLength={MAX_NAME_LENGTH}
              value={name}
              onChange={(event) => setName(event.target.value)}
            />
          </div>
          <Button look="primary" type="submit" isBusy={isPending} className="h-10">
            <BellRing aria-hidden size={16} />
            {t("follow.add")}
          </Button>
        </form>
      )}
      {error === null ? null : (
        <div className="mt-2">
          <Problem>{describeError(error)}</Problem>
        </div>
      )}
    </section>
  );
}
