import { useMutation, useQueryClient } from "@tanstack/react-query";
import { clsx } from "clsx";

import { Button } from "../../components/ui/button.tsx";
import { RelativeTime } from "../../components/ui/relative-time.tsx";
import { ServerText } from "../../components/ui/server-text.tsx";
import { useToast } from "../../components/ui/toast.tsx";
import { describeError } from "../../lib/api-error.ts";
import { t } from "../../lib/messages/translate.ts";
import { orpc } from "../../lib/orpc.ts";
import { APP_NAMES } from "./app-names.ts";
import { describeState, type App } from "./app-state.ts";

interface AppRowProps {
  app: App;
  onRemove: () => void;
}

/** A connected program: how it is, when it last asked, what is wrong and what helps. */
export function AppRow({ app, onRemove }: AppRowProps) {
  const { id, kind, url, version, lastError, checkedAt, lastAskedAt } = app;
  const name = APP_NAMES[kind];
  const client = useQueryClient();
  const toast = useToast();
  const handlers = {
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: orpc.connect.key() });
      // A repair makes a key and revokes another.
      void client.invalidateQueries({ queryKey: orpc.admin.apiKeys.list.key() });
    },
    onError: (error: unknown) => toast(describeError(error), "poor"),
  };
  const check = useMutation(orpc.connect.check.mutationOptions(handlers));
  const renew = useMutation(orpc.connect.renew.mutationOptions(handlers));
  const { tone, text, advice, isRenewable } = describeState(app);
  return (
    <li
      aria-label={name}
      className="col-span-full flex flex-wrap items-start gap-x-6 gap-y-2 py-3 sm:grid sm:grid-cols-subgrid"
    >
      <div className="min-w-0 max-sm:basis-full">
        <span className="font-medium">{name}</span>{" "}
        <span className="text-small text-ink-faint">{version}</span>
        <div className="verbatim text-small text-ink-soft wrap-anywhere">{url}</div>
        <p className="mt-0.5 text-small text-ink-faint">
          {lastAskedAt === undefined ? (
            t("apps.neverAsked")
          ) : (
            <>
              {t("apps.lastAsked")} <RelativeTime value={lastAskedAt} />
            </>
          )}
        </p>
        {lastError === undefined ? null : (
          <p className="mt-1 text-small text-poor wrap-anywhere">
            <ServerText text={lastError} />
          </p>
        )}
        {advice === undefined ? null : (
          <p className="mt-0.5 max-w-prose text-small text-pretty text-ink-soft">{advice}</p>
        )}
      </div>
      <span className="inline-flex min-h-8 items-center gap-x-2 text-small pointer-coarse:min-h-10 max-sm:flex-1 max-sm:flex-wrap sm:whitespace-nowrap">
        <span aria-hidden className={clsx("size-2 rounded-full", tone)} />
        <span>{text}</span>
        <span className="text-ink-faint">
          <RelativeTime value={checkedAt} />
        </span>
      </span>
      <span className="flex flex-wrap gap-1.5 sm:justify-self-end">
        {isRenewable ? (
          <Button
            size="small"
            isBusy={renew.isPending}
            aria-label={t("apps.renewOf", { name })}
            onClick={() => renew.mutate({ id })}
          >
            {t("apps.renew")}
          </Button>
        ) : null}
        <Button
          size="small"
          isBusy={check.isPending}
          aria-label={t("apps.checkOf", { name })}
          onClick={() => check.mutate({ id })}
        >
          {t("apps.check")}
        </Button>
        <Button
          look="danger"
          size="small"
          aria-label={t("app.removeOf", { name })}
          onClick={onRemove}
        >
          {t("app.remove")}
        </Button>
      </span>
    </li>
  );
}
