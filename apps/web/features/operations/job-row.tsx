import { useMutation, useQueryClient } from "@tanstack/react-query";
import { RotateCw, Trash2 } from "lucide-react";

import { Button } from "../../components/ui/button.tsx";
import { CancelButton } from "../../components/ui/cancel-button.tsx";
import { RelativeTime } from "../../components/ui/relative-time.tsx";
import { useToast } from "../../components/ui/toast.tsx";
import { describeError } from "../../lib/api-error.ts";
import { t } from "../../lib/messages/translate.ts";
import { orpc, type ApiOutputs } from "../../lib/orpc.ts";
import { QueueName } from "./queue-name.tsx";

type Job = ApiOutputs["sys"]["jobs"]["list"]["items"][number];

/** One job: its times, what went wrong, and what can be done with it. */
export function JobRow({ job }: { job: Job }) {
  const { queue, tries, createdAt, completedAt, error } = job;
  return (
    <li className="flex flex-wrap items-start gap-x-6 gap-y-1 py-3">
      <div className="min-w-0 flex-1 basis-72">
        <div className="flex flex-wrap items-baseline gap-x-3">
          <QueueName name={queue} />
          <span className="text-small text-ink-faint">{t("jobs.tries", { count: tries })}</span>
        </div>
        {error === null ? null : (
          <p className="verbatim mt-0.5 text-small text-poor wrap-anywhere">{error}</p>
        )}
        <div className="text-small text-ink-faint">
          {t("jobs.created")} <RelativeTime value={createdAt} />
          {completedAt === null ? null : (
            <>
              {" · "}
              {t("jobs.ended")} <RelativeTime value={completedAt} />
            </>
          )}
        </div>
      </div>
      <JobButtons job={job} />
    </li>
  );
}

function JobButtons({ job: { id, state } }: { job: Job }) {
  const client = useQueryClient();
  const toast = useToast();
  const handlers = {
    onSuccess: () => client.invalidateQueries({ queryKey: orpc.sys.jobs.list.key() }),
    onError: (error: Error) => toast(describeError(error), "poor"),
  };
  const retry = useMutation(orpc.sys.jobs.retryOne.mutationOptions(handlers));
  const cancel = useMutation(orpc.sys.jobs.cancel.mutationOptions(handlers));
  const remove = useMutation(orpc.sys.jobs.delete.mutationOptions(handlers));
  const isOpen = state === "waiting" || state === "running";
  return (
    <div className="flex gap-1.5">
      {state === "failed" ? (
        <Button size="small" isBusy={retry.isPending} onClick={() => retry.mutate({ id })}>
          <RotateCw aria-hidden size={14} />
          {t("jobs.retry")}
        </Button>
      ) : null}
      {isOpen ? (
        <CancelButton isBusy={cancel.isPending} onClick={() => cancel.mutate({ id })} />
      ) : (
        <Button
          look="quiet"
          size="icon-small"
          isBusy={remove.isPending}
          aria-label={t("jobs.delete")}
          title={t("jobs.delete")}
          onClick={() => remove.mutate({ id })}
        >
          <Trash2 aria-hidden size={15} />
        </Button>
      )}
    </div>
  );
}
