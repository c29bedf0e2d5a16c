import { useMutation, useQueryClient } from "@tanstack/react-query";

import { useToast } from "../../components/ui/toast.tsx";
import { describeError } from "../../lib/api-error.ts";
import { currentLanguage } from "../../lib/messages/language.ts";
import { t } from "../../lib/messages/translate.ts";
import { orpc, type ApiInputs, type ApiOutputs } from "../../lib/orpc.ts";

/** What one is told, and how. */
export type NotificationSettings = ApiOutputs["notifications"]["settings"]["get"];
/** A way to be told. */
export type Channel = keyof NotificationSettings["kinds"][number]["isOn"];

type Change = Omit<ApiInputs["notifications"]["settings"]["update"], "language">;

/** True for a channel through which something can be sent. */
export function isChannelReady(
  { email, push, webhook }: NotificationSettings,
  channel: Channel,
): boolean {
  if (channel === "email") return email.problem === undefined;
  if (channel === "push") return push.devices.length > 0;
  return channel === "inbox" || (webhook !== undefined && webhook.endedAt === undefined);
}

/** Changes what one is told; texts that leave the server follow the language of the page. */
export function useSettingsChange() {
  const client = useQueryClient();
  const toast = useToast();
  const key = orpc.notifications.settings.key();
  return useMutation({
    mutationFn: (change: Change) =>
      orpc.notifications.settings.update.call({ ...change, language: currentLanguage() }),
    onMutate: async ({ choices = [] }) => {
      await client.cancelQueries({ queryKey: key });
      client.setQueriesData<NotificationSettings>(
        { queryKey: orpc.notifications.settings.get.key({ type: "query" }) },
        (settings) => settings && withChoices(settings, choices),
      );
    },
    onError: (error) => toast(describeError(error), "poor"),
    onSettled: () => client.invalidateQueries({ queryKey: key }),
  });
}

/** Does something to a channel, says that it is done, and shows the settings anew. */
export function useChannelChange<Input>(
  change: (input: Input) => Promise<unknown>,
  describe: (input: Input) => string,
) {
  const client = useQueryClient();
  const toast = useToast();
  return useMutation({
    mutationFn: change,
    onSuccess: (_, input) => {
      toast(describe(input));
      return client.invalidateQueries({ queryKey: orpc.notifications.settings.key() });
    },
  });
}

/** Sends a test through a channel and says what came of it. */
export function useTestSend() {
  const client = useQueryClient();
  const toast = useToast();
  return useMutation(
    orpc.notifications.test.mutationOptions({
      onSuccess: ({ isSent, reason = "" }) => {
        if (isSent) toast(t("notify.tested"));
        else toast(t("notify.testFailed", { reason }), "poor");
        return client.invalidateQueries({ queryKey: orpc.notifications.settings.key() });
      },
      onError: (error) => toast(t("notify.testFailed", { reason: describeError(error) }), "poor"),
    }),
  );
}

function withChoices(
  settings: NotificationSettings,
  choices: NonNullable<Change["choices"]>,
): NotificationSettings {
  const chosen = new Map(choices.map(({ kind, channel, isOn }) => [`${kind} ${channel}`, isOn]));
  return {
    ...settings,
    kinds: settings.kinds.map((entry) => ({
      ...entry,
      isOn: {
        inbox: chosen.get(`${entry.kind} inbox`) ?? entry.isOn.inbox,
        email: chosen.get(`${entry.kind} email`) ?? entry.isOn.email,
        push: chosen.get(`${entry.kind} push`) ?? entry.isOn.push,
        webhook: chosen.get(`${entry.kind} webhook`) ?? entry.isOn.webhook,
      },
    })),
  };
}
