import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Download } from "lucide-react";
import { useState } from "react";

import { Button } from "../../components/ui/button.tsx";
import { Panel } from "../../components/ui/panel.tsx";
import { useToast } from "../../components/ui/toast.tsx";
import { describeError, errorStatus } from "../../lib/api-error.ts";
import { serverPath } from "../../lib/base-path.ts";
import { t } from "../../lib/messages/translate.ts";
import { orpc } from "../../lib/orpc.ts";
import { saveFile } from "../../lib/save-file.ts";
import { PasswordDialog } from "./password-dialog.tsx";
import type { Account } from "./use-account.ts";

/** Taking one's data along, and leaving. */
export function DataPanel({ account }: { account: Account }) {
  const [isDeleting, setIsDeleting] = useState(false);
  const client = useQueryClient();
  const toast = useToast();
  const { mutate, isPending } = useMutation({
    mutationFn: () =>
      client.fetchQuery(orpc.identity.account.export.queryOptions({ staleTime: 0 })),
    onSuccess: (data) =>
      saveFile("minato-account.json", JSON.stringify(data, undefined, 2), "application/json"),
    onError: (error) => toast(describeError(error), "poor"),
  });
  return (
    <Panel id="data" title={t("data.title")}>
      <div className="sheet">
        <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 py-3">
          <p className="min-w-56 flex-1 text-ink-soft">{t("data.text")}</p>
          <Button isBusy={isPending} onClick={() => mutate()}>
            <Download aria-hidden size={16} />
            {t("data.export")}
          </Button>
        </div>
        <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 py-3">
          <p className="min-w-56 flex-1 text-ink-soft">{t("data.deleteText")}</p>
          <Button look="danger" onClick={() => setIsDeleting(true)}>
            {t("data.delete")}
          </Button>
        </div>
      </div>
      {isDeleting ? <DeleteDialog account={account} onClose={() => setIsDeleting(false)} /> : null}
    </Panel>
  );
}

function DeleteDialog({ account, onClose }: { account: Account; onClose: () => void }) {
  const { mutate, isPending, error } = useMutation(
    orpc.identity.account.delete.mutationOptions({
      onSuccess: () => window.location.assign(serverPath("/sign-in")),
    }),
  );
  const isLast = errorStatus(error) === 409;
  return (
    <PasswordDialog
      title={t("data.deleteTitle")}
      text={t(isLast ? "data.deleteLast" : "data.deleteText")}
      confirm={t("data.delete")}
      look="destroy"
      hasPassword={account.hasPassword}
      isPending={isPending}
      error={error}
      onConfirm={(password) =>
        mutate({ confirm: true, ...(password === undefined ? {} : { password }) })
      }
      onClose={onClose}
    />
  );
}
