import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import Link from "next/link";
import { useState } from "react";

import { Button, buttonStyle } from "../../components/ui/button.tsx";
import { CopyField } from "../../components/ui/copy-field.tsx";
import { EmptyBox } from "../../components/ui/empty-box.tsx";
import { Loaded } from "../../components/ui/loaded.tsx";
import { Panel } from "../../components/ui/panel.tsx";
import { RelativeTime } from "../../components/ui/relative-time.tsx";
import { ServerText } from "../../components/ui/server-text.tsx";
import { useToast } from "../../components/ui/toast.tsx";
import { describeError } from "../../lib/api-error.ts";
import { formatRelative } from "../../lib/format/format-date.ts";
import { t, type PlainMessageKey } from "../../lib/messages/translate.ts";
import { orpc, type ApiOutputs } from "../../lib/orpc.ts";
import { useServerUrl } from "../../lib/use-server-url.ts";
import { TestMailDialog } from "./test-mail-dialog.tsx";

type Mail = ApiOutputs["admin"]["mail"]["pending"]["items"][number];

const KINDS: Readonly<Record<string, PlainMessageKey>> = {
  "verify-email": "mail.kind.verify-email",
  "reset-password": "mail.kind.reset-password",
  "confirm-email-change": "mail.kind.confirm-email-change",
  "verify-new-email": "mail.kind.verify-new-email",
  "account-exists": "mail.kind.account-exists",
  "password-changed": "mail.kind.password-changed",
  "account-made": "mail.kind.account-made",
  invitation: "mail.kind.invitation",
  notification: "mail.kind.notification",
};

/** Messages that were not sent, with the links people wait for. */
export function MailPanel() {
  const [isTesting, setIsTesting] = useState(false);
  const query = useQuery(orpc.admin.mail.pending.queryOptions({ refetchInterval: 15_000 }));
  const problem = query.data?.problem;
  return (
    <Panel
      title={t("mail.title")}
      aside={
        query.data === undefined || problem !== undefined ? (
          <Link href="/operations/settings#mail" className={buttonStyle({ size: "small" })}>
            {t("mail.settings")}
          </Link>
        ) : (
          <div className="flex gap-2">
            {query.data.items.length === 0 ? null : <SendAgain />}
            <Button size="small" onClick={() => setIsTesting(true)}>
              {t("mail.test")}
            </Button>
          </div>
        )
      }
    >
      {problem === undefined ? null : (
        <p className="mb-3 text-ink-soft">
          {t(problem === "no server" ? "mail.noServer" : "mail.noAddress")}
        </p>
      )}
      <Loaded query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyBox title={t("mail.empty")}>
              {problem === undefined ? t("mail.sends") : undefined}
            </EmptyBox>
          ) : (
            <ul className="sheet">
              {items.map((mail) => (
                <MailRow key={mail.id} mail={mail} />
              ))}
            </ul>
          )
        }
      </Loaded>
      {isTesting ? <TestMailDialog onClose={() => setIsTesting(false)} /> : null}
    </Panel>
  );
}

function MailRow({ mail }: { mail: Mail }) {
  const [isShown, setIsShown] = useState(false);
  const serverUrl = useServerUrl();
  const { kind, recipient, path, link, expiresAt, createdAt, lastError } = mail;
  const name = KINDS[kind];
  return (
    <li className="grid gap-2 py-3">
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-1">
        <div className="min-w-0">
          <span className="font-medium">{name === undefined ? kind : t(name)}</span>{" "}
          <span className="break-all text-ink-soft">{recipient}</span>
          <div className="text-small text-ink-faint">
            <RelativeTime value={createdAt} /> ·{" "}
            {t("mail.ends", { age: formatRelative(expiresAt) })}
          </div>
          {lastError === undefined ? null : (
            <div className="text-small break-words text-poor">
              <ServerText text={lastError} />
            </div>
          )}
        </div>
        {path === undefined || isShown ? null : (
          <Button size="small" onClick={() => setIsShown(true)}>
            {t("mail.showLink")}
          </Button>
        )}
      </div>
      {path !== undefined && isShown ? (
        <CopyField
          isLabelHidden
          label={t("mail.link", { recipient })}
          value={link ?? serverUrl(path as `/${string}`)}
        />
      ) : null}
    </li>
  );
}

function SendAgain() {
  const client = useQueryClient();
  const toast = useToast();
  const { mutate, isPending } = useMutation(
    orpc.admin.mail.send.mutationOptions({
      onSuccess: ({ queued }) => {
        toast(t("mail.queued", { count: queued }));
        return client.invalidateQueries({ queryKey: orpc.admin.mail.key() });
      },
      onError: (error) => toast(describeError(error), "poor"),
    }),
  );
  return (
    <Button size="small" isBusy={isPending} onClick={() => mutate({})}>
      {t("mail.retry")}
    </Button>
  );
}
