import { auditModule } from "@minato/audit";
import { transaction } from "@minato/database";
import { identityModule } from "@minato/identity";
import { createUser } from "@minato/identity/create-user";
import type { Person, PersonRequest } from "@minato/identity/person-procedure";
import type { Context } from "@minato/kit";
import { mailModule } from "@minato/mail";
import { mailSettings } from "@minato/mail/config";
import { createOutboundFetch, type OutboundFetch } from "@minato/outbound";
import { secretsModule } from "@minato/secrets";
import { createSettingsModule } from "@minato/settings";
import { siteSettings } from "@minato/settings/site";
import { updateSettings } from "@minato/settings/update-settings";
import { createTestContext } from "@minato/tests/support/create-test-context";
import { startMailServer } from "@minato/tests/support/mail-server";

import { notificationsSettings } from "../src/config.ts";
import { createNotificationsModule } from "../src/module.ts";
import { notify } from "../src/notify.ts";
import { clearNotifications } from "./clear-notifications.ts";
import { startPushService } from "./push-service.ts";
import { startWebhookReceiver } from "./webhook-receiver.ts";

/** Where the server of a scene is reached. */
export const SITE = "http://harbour.example:7420";

const MODULES = [
  secretsModule,
  createSettingsModule(() => [siteSettings, mailSettings, notificationsSettings]),
  auditModule,
  mailModule,
  identityModule,
  createNotificationsModule(() => []),
];

/** Builds a server with one administrator, and everything it can tell her through. */
export async function createChannelScene() {
  const [mail, push, receiver] = await Promise.all([
    startMailServer(),
    startPushService(),
    startWebhookReceiver(),
  ]);
  let fetch: OutboundFetch = createOutboundFetch();
  const context = await createTestContext({
    modules: MODULES,
    fetch: (input, init) => fetch(input, init),
    variables: { PUBLIC_URL: SITE },
  });
  const { ctx } = context;
  const ada = await addAda(ctx);
  /** Whether addresses of this machine are refused as they are outside of tests. */
  const guardNetwork = (isGuarded: boolean): void => {
    fetch = createOutboundFetch(isGuarded ? {} : { allow: "any" });
  };
  const set = (values: SettingValues): Promise<void> => writeSettings(ctx, ada, values);
  let told = 0;
  return {
    context,
    mail,
    push,
    receiver,
    guardNetwork,
    set,
    request: (): PersonRequest => ({ ctx, person: ada, address: "192.0.2.1" }),
    setUpMail: () =>
      set({
        "mail.host": "127.0.0.1",
        "mail.port": mail.port,
        "mail.verifiesCertificate": false,
        "mail.from": "minato@example.org",
      }),
    /** Tells something that goes through every channel; each time about something else. */
    async tell(): Promise<void> {
      told += 1;
      const notification = {
        topic: "jobs-failed",
        values: { queue: "mail.send", jobs: 3 },
        subject: `${told}`,
        to: "administrators",
        path: "/operations/jobs?state=failed",
      } as const;
      await transaction(ctx.db.$client, (client) => notify(ctx, notification, client));
    },
    /** Runs the job that was sent first. */
    async runOne(): Promise<void> {
      const next = context.sent.shift();
      await next?.job.run(ctx, next.data, AbortSignal.timeout(10_000));
    },
    /** Forgets what was told and set, before each test. */
    async reset(): Promise<void> {
      [receiver.received.length, mail.received.length, receiver.status] = [0, 0, 200];
      mail.refuseWith.times = 0;
      guardNetwork(false);
      await clearNotifications(context);
      await set({ "mail.host": "", "notifications.privateHosts": "" });
    },
    async close(): Promise<void> {
      await context.close();
      await Promise.all([mail.close(), push.close(), receiver.close()]);
    },
  };
}

/** A server with one administrator, and everything it can tell her through. */
export type ChannelScene = Awaited<ReturnType<typeof createChannelScene>>;

type SettingValues = Record<string, string | number | boolean>;

async function addAda(ctx: Context): Promise<Person> {
  const email = "ada@example.org";
  const password = "nine lanterns over the quay";
  const { id } = await createUser(ctx, { name: "Ada", email, password, role: "administrator" });
  const scopes = new Set(["admin"] as const);
  return { kind: "user", name: email, userId: id, keyId: undefined, scopes };
}

async function writeSettings(ctx: Context, person: Person, values: SettingValues): Promise<void> {
  const changes = Object.entries(values).map(([key, value]) => {
    const [module = "", name = ""] = key.split(".");
    return { module, name, value };
  });
  await updateSettings(ctx, { principal: person, address: undefined }, { changes });
}
