import { transaction } from "@minato/database";
import type { PersonRequest } from "@minato/identity/person-procedure";
import { AppError } from "@minato/kit";
import { findMailProblem, findMailSite, MailError, sendMail } from "@minato/mail/mail-server";
import { renderMessage } from "@minato/mail/render-message";
import { findSiteAddress } from "@minato/settings/site";
import { z } from "zod";

import { notify } from "./notify.ts";
import { MAX_REASON, type Outcome } from "./outcome.ts";
import type { Outgoing } from "./outgoing.ts";
import { pushTo } from "./push-subscription.ts";
import { renderNotification } from "./render-notification.ts";
import { TEXTS } from "./texts/catalogue.ts";
import { readLanguage } from "./texts/read-language.ts";
import { CHANNELS, TOPICS, type Channel } from "./topics.ts";
import { openWebhook, postWebhook } from "./webhook.ts";

/** Through which channel a test goes. */
export const TestInput = z.object({
  channel: z.enum(CHANNELS),
  deviceId: z.int32().min(1).optional().describe("For push: one browser instead of all"),
});

/** What came of a test. */
export const TestResult = z.object({
  isSent: z.boolean(),
  reason: z.string().optional().describe("What the other side said, when it is not sent"),
});

const PATH = "/account";
/** Through one channel: whoever has none set up right finds out with fewer. */
const MAX_TESTS_PER_HOUR = 10;

/**
 * Sends a test at once, so that the answer says what happened.
 * @throws {AppError} CONFLICT when the channel is not set up, TOO_MANY_REQUESTS after some tests
 */
export async function sendTest(
  request: PersonRequest,
  { channel, deviceId }: z.output<typeof TestInput>,
): Promise<z.output<typeof TestResult>> {
  if (channel === "inbox") return testInbox(request);
  const deliveryId = await noteTest(request, channel);
  const result = await testChannel(request, channel, deviceId);
  await request.ctx.db.$client.query(
    "update notification_deliveries set error = $2 where id = $1",
    [deliveryId, result.reason?.slice(0, MAX_REASON)],
  );
  return result;
}

function testChannel(
  request: PersonRequest,
  channel: Exclude<Channel, "inbox">,
  deviceId: number | undefined,
): Promise<z.output<typeof TestResult>> {
  switch (channel) {
    case "email":
      return testEmail(request);
    case "webhook":
      return testWebhook(request);
    case "push":
      return testPush(request, deviceId);
  }
}

/** A test counts among what went out, so that nobody sends others a flood of them. */
async function noteTest({ ctx, person }: PersonRequest, channel: Channel): Promise<number> {
  return transaction(ctx.db.$client, async (client) => {
    await client.query("select from users where id = $1 for update", [person.userId]);
    const { rows } = await client.query<{ id: number }>(
      `with test as (
         insert into notifications
           (user_id, topic, subject, values, happened_at, changed_at, read_at, is_listed)
         select $1, 'test', $2, '{}', $3, $3, $3, false
         where (select count(*) from notification_deliveries d
             join notifications n on n.id = d.notification_id
             where d.user_id = $1 and d.channel = $2 and n.topic = 'test'
               and d.created_at > $3::timestamptz - interval '1 hour') < $4
         returning id)
       insert into notification_deliveries
         (notification_id, user_id, channel, created_at, ended_at, attempts)
       select id, $1, $2, $3, $3, 1 from test returning id`,
      [person.userId, channel, ctx.now(), MAX_TESTS_PER_HOUR],
    );
    const [row] = rows;
    if (row !== undefined) return row.id;
    throw new AppError(
      "TOO_MANY_REQUESTS",
      `At most ${MAX_TESTS_PER_HOUR} tests go through a channel in an hour`,
      { retryAfterSeconds: 3600 },
    );
  });
}

async function testInbox({ ctx, person }: PersonRequest) {
  await transaction(ctx.db.$client, (client) =>
    notify(
      ctx,
      {
        topic: "test",
        values: {},
        subject: "test",
        to: { userId: person.userId },
        path: PATH,
        except: ["email", "push", "webhook"],
      },
      client,
    ),
  );
  return { isSent: true };
}

async function testEmail({ ctx, person }: PersonRequest): Promise<z.output<typeof TestResult>> {
  const site = findMailSite(ctx);
  if (site === undefined || findMailProblem(ctx) !== undefined) {
    throw new AppError("CONFLICT", "This server sends no mail: an administrator can set it up");
  }
  const { rows } = await ctx.db.$client.query<{ email: string }>(
    "select email from users where id = $1",
    [person.userId],
  );
  const { title, text, language } = await writeTest({ ctx, person });
  const { open, footer } = TEXTS[language];
  const variables = { subject: title, text, open, footer, path: PATH };
  try {
    await sendMail(ctx, rows[0]?.email ?? "", renderMessage("notification", variables, site), site);
  } catch (error) {
    if (!(error instanceof MailError)) throw error;
    return { isSent: false, reason: error.message };
  }
  return { isSent: true };
}

async function testWebhook({ ctx, person }: PersonRequest) {
  const { rows } = await ctx.db.$client.query<{ webhook: string | null; format: string | null }>(
    `select webhook, webhook_format as format from notification_channels where user_id = $1`,
    [person.userId],
  );
  const [row] = rows;
  if (row === undefined || row.webhook === null) {
    throw new AppError("CONFLICT", "Set the address of a webhook first");
  }
  const webhook = await openWebhook(ctx, row.webhook, row.format);
  const outcome = await postWebhook(ctx, webhook, await writeTest({ ctx, person }));
  if (outcome.kind === "sent") {
    await ctx.db.$client.query(
      "update notification_channels set webhook_ended_at = null where user_id = $1",
      [person.userId],
    );
  }
  return toResult(outcome);
}

async function testPush(
  { ctx, person }: PersonRequest,
  deviceId: number | undefined,
): Promise<z.output<typeof TestResult>> {
  const { rows } = await ctx.db.$client.query<{ id: number; subscription: string }>(
    `select id, subscription from push_subscriptions
     where user_id = $1 and ($2::int is null or id = $2) order by id`,
    [person.userId, deviceId ?? null],
  );
  if (rows.length === 0) throw new AppError("CONFLICT", "No browser of yours is to be told yet");
  const outgoing = await writeTest({ ctx, person });
  const failures: string[] = [];
  for (const { id, subscription } of rows) {
    const outcome = await pushTo(ctx, subscription, outgoing);
    if (outcome.kind === "gone") {
      await ctx.db.$client.query("delete from push_subscriptions where id = $1", [id]);
    }
    if (outcome.kind !== "sent") failures.push(outcome.reason);
  }
  return failures.length === 0 ? { isSent: true } : { isSent: false, reason: failures.join("; ") };
}

async function writeTest({ ctx, person }: Pick<PersonRequest, "ctx" | "person">) {
  const { rows } = await ctx.db.$client.query<{ language: string }>(
    "select language from notification_channels where user_id = $1",
    [person.userId],
  );
  const language = readLanguage(rows[0]?.language);
  const text = renderNotification({ topic: "test", values: {}, count: 1 }, language);
  if (text === undefined) throw new Error("the test has no text");
  const key = `test-${ctx.now().getTime()}`;
  const address = findSiteAddress(ctx);
  const outgoing: Outgoing & { language: typeof language } = {
    ...text,
    key,
    threadKey: key,
    topic: "test",
    kind: TOPICS.test.kind,
    path: PATH,
    link: address === undefined ? undefined : address + PATH,
    count: 1,
    happenedAt: ctx.now().toISOString(),
    isUrgent: false,
    language,
  };
  return outgoing;
}

function toResult(outcome: Outcome): z.output<typeof TestResult> {
  return outcome.kind === "sent" ? { isSent: true } : { isSent: false, reason: outcome.reason };
}
