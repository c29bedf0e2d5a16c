import { useState, type FormEvent } from "react";

import { Button } from "../../components/ui/button.tsx";
import { Field } from "../../components/ui/field.tsx";
import { PasswordField } from "../../components/ui/password-field.tsx";
import { Problem } from "../../components/ui/problem.tsx";
import { SelectField } from "../../components/ui/select-field.tsx";
import { describeError } from "../../lib/api-error.ts";
import { t } from "../../lib/messages/translate.ts";
import { orpc } from "../../lib/orpc.ts";
import { ChannelRow } from "./channel-row.tsx";
import { useChannelChange, type NotificationSettings } from "./use-notification-settings.ts";

type Webhook = NotificationSettings["webhook"];

/** An address that one's notifications are posted to. */
export function WebhookChannel({ webhook }: { webhook: Webhook }) {
  const remove = useChannelChange(
    () => orpc.notifications.webhook.remove.call({}),
    () => t("notify.webhookRemoved"),
  );
  return (
    <ChannelRow channel="webhook" isReady={webhook !== undefined}>
      <p>{t("notify.webhookText")}</p>
      {webhook === undefined ? (
        <WebhookForm />
      ) : (
        <>
          <WebhookState webhook={webhook} />
          <Button
            size="small"
            className="mt-2"
            isBusy={remove.isPending}
            onClick={() => remove.mutate(undefined)}
          >
            {t("notify.webhookRemove")}
          </Button>
        </>
      )}
    </ChannelRow>
  );
}

function WebhookState({ webhook: { host, endedAt, error } }: { webhook: NonNullable<Webhook> }) {
  return (
    <>
      <p className="mt-1 wrap-anywhere text-ink">
        {t(endedAt === undefined ? "notify.webhookSet" : "notify.webhookEnded", { host })}
      </p>
      {error === undefined ? null : (
        <p className="mt-1 text-small wrap-anywhere text-poor">
          {t("notify.webhookError", { reason: error })}
        </p>
      )}
    </>
  );
}

function WebhookForm() {
  const [url, setUrl] = useState("");
  const [token, setToken] = useState("");
  const [format, setFormat] = useState<"json" | "ntfy">("json");
  const [isBad, setIsBad] = useState(false);
  const { mutate, isPending, error } = useChannelChange(orpc.notifications.webhook.set.call, () =>
    t("notify.webhookSaved"),
  );

  function handleSubmit(event: FormEvent) {
    event.preventDefault();
    const isUsable = /^https?:\/\/[^/]/.test(url.trim()) && URL.canParse(url.trim());
    setIsBad(!isUsable);
    if (isUsable) mutate({ url: url.trim(), token: token.trim(), format });
  }

  return (
    <form noValidate onSubmit={handleSubmit} className="mt-3 grid gap-3">
      <Field
        label={t("notify.webhookUrl")}
        type="url"
        maxLength={2000}
        placeholder="https://ntfy.example.org/minato"
        value={url}
        error={isBad ? t("notify.webhookUrlBad") : undefined}
        onChange={(event) => setUrl(event.target.value)}
      />
      <div className="grid gap-3 sm:grid-cols-2">
        <SelectField
          label={t("notify.webhookFormat")}
          value={format}
          options={[
            { value: "json", name: t("notify.webhookJson") },
            { value: "ntfy", name: t("notify.webhookNtfy") },
          ]}
          onChange={setFormat}
        />
        <PasswordField
          label={t("notify.webhookToken")}
          hint={t("notify.webhookTokenHint")}
          maxLength={500}
          autoComplete="off"
          value={token}
          onChange={(event) => setToken(event.target.value)}
        />
      </div>
      {error === null ? null : <Problem>{describeError(error)}</Problem>}
      <div>
        <Button size="small" type="submit" isBusy={isPending}>
          {t("notify.webhookSave")}
        </Button>
      </div>
    </form>
  );
}
