import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import Link from "next/link";

import { Button } from "../../components/ui/button.tsx";
import { EmptyBox } from "../../components/ui/empty-box.tsx";
import { Loaded } from "../../components/ui/loaded.tsx";
import { RelativeTime } from "../../components/ui/relative-time.tsx";
import { useToast } from "../../components/ui/toast.tsx";
import { describeError } from "../../lib/api-error.ts";
import { t } from "../../lib/messages/translate.ts";
import { orpc, type ApiOutputs } from "../../lib/orpc.ts";

type Followed = ApiOutputs["follows"]["list"]["items"][number];

/** The searches one follows. */
export function FollowList() {
  const query = useQuery(orpc.follows.list.queryOptions());
  return (
    <section aria-labelledby="follows" className="mt-7">
      <h3 id="follows" className="mb-2 font-semibold">
        {t("follow.listTitle")}
      </h3>
      <Loaded query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyBox title={t("follow.empty")}>{t("follow.emptyText")}</EmptyBox>
          ) : (
            <ul className="sheet">
              {items.map((search) => (
                <FollowedRow key={search.id} search={search} />
              ))}
            </ul>
          )
        }
      </Loaded>
    </section>
  );
}

function FollowedRow({ search: { id, name, query, found, lastFoundAt } }: { search: Followed }) {
  const client = useQueryClient();
  const toast = useToast();
  const refresh = () => client.invalidateQueries({ queryKey: orpc.follows.key() });
  const { mutate: add } = useMutation(orpc.follows.add.mutationOptions({ onSuccess: refresh }));
  const { mutate, isPending } = useMutation(
    orpc.follows.remove.mutationOptions({
      onSuccess: () => {
        const perform = () => add({ query, name });
        toast(t("follow.isRemoved", { name }), "good", { name: t("app.undo"), perform });
        return refresh();
      },
      onError: (error) => toast(describeError(error), "poor"),
    }),
  );
  return (
    <li className="flex items-center justify-between gap-4 py-2.5">
      <div className="min-w-0">
        <Link href={`/?${query}`} className="font-medium wrap-anywhere hover:underline">
          {name}
        </Link>
        <p className="text-small text-ink-faint">
          {t("follow.found", { count: found })}
          {lastFoundAt === undefined ? null : (
            <>
              {" · "}
              <RelativeTime value={lastFoundAt} />
            </>
          )}
        </p>
      </div>
      <Button
        size="small"
        isBusy={isPending}
        aria-label={t("follow.removeOf", { name })}
        onClick={() => mutate({ id })}
      >
        {t("follow.remove")}
      </Button>
    </li>
  );
}
