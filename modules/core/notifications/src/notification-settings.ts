import { recordAudit } from "@minato/audit/record-audit";
import { transaction } from "@minato/database";
import type { PersonRequest } from "@minato/identity/person-procedure";
import { AppError, hasScope, type Context, type Principal } from "@minato/kit";
import { findMailProblem } from "@minato/mail/mail-server";
import { z } from "zod";

import { loadPushKeys } from "./push-keys.ts";
import { TEXT_LANGUAGES, TEXTS } from "./texts/catalogue.ts";
import { readLanguage } from "./texts/read-language.ts";
import { CHANNELS, KIND_NAMES, KINDS, type Channel, type Kind } from "./topics.ts";
import { openWebhook, WEBHOOK_FORMATS } from "./webhook.ts";

const isOn = z.object(
  Object.fromEntries(CHANNELS.map((name) => [name, z.boolean()])) as Record<Channel, z.ZodBoolean>,
);

/** What a person is told, and how. */
export const NotificationSettings = z.object({
  kinds: z.array(
    z.object({
      kind: z.enum(KIND_NAMES),
      group: z.enum(["security", "server", "own"]),
      name: z.string(),
      isOn,
    }),
  ),
  language: z.enum(TEXT_LANGUAGES).describe("Of texts that leave the server"),
  email: z.object({
    address: z.string(),
    isDigest: z.boolean().describe("Once a day instead of at once"),
    problem: z.enum(["no server", "no address"]).optional().describe("Why no mail is sent"),
  }),
  webhook: z
    .object({
      host: z.string().describe("The rest of the address is not shown again"),
      format: z.enum(WEBHOOK_FORMATS),
      endedAt: z.iso.datetime().optional().describe("Since when it is left alone"),
      error: z.string().optional().describe("What went wrong the last time"),
    })
    .optional(),
  push: z.object({
    publicKey: z.string().describe("What browsers subscribe with (VAPID)"),
    devices: z.array(z.object({ id: z.int(), device: z.string(), createdAt: z.iso.datetime() })),
  }),
});

/** What a person changes about that. */
export const SettingsChange = z.object({
  choices: z
    .array(z.object({ kind: z.enum(KIND_NAMES), channel: z.enum(CHANNELS), isOn: z.boolean() }))
    .max(KIND_NAMES.length * CHANNELS.length)
    .default([]),
  isDigest: z.boolean().optional(),
  language: z.enum(TEXT_LANGUAGES).optional(),
});

interface SettingsRow {
  email: string;
  language: string | null;
  isDigest: boolean | null;
  webhook: string | null;
  webhookFormat: string | null;
  webhookEndedAt: Date | null;
  webhookError: string | null;
}

/** Says what a person is told and how; kinds they can never be told of are left out. */
export async function loadSettings(
  { ctx, person }: Pick<PersonRequest, "ctx" | "person">,
  language?: string,
): Promise<z.output<typeof NotificationSettings>> {
  const row = await findRow(ctx, person.userId);
  const chosen = await loadChoices(ctx, person.userId);
  const devices = await ctx.db.$client.query<{ id: number; device: string; createdAt: Date }>(
    `select id, device, created_at as "createdAt" from push_subscriptions
     where user_id = $1 order by id`,
    [person.userId],
  );
  const problem = findMailProblem(ctx);
  const { kinds } = TEXTS[readLanguage(language ?? row.language)];
  return {
    kinds: listKinds(person).map((kind) => ({
      kind,
      group: KINDS[kind].group,
      name: kinds[kind],
      isOn: readChoices(kind, chosen),
    })),
    language: readLanguage(row.language),
    email: {
      address: row.email,
      isDigest: row.isDigest ?? false,
      ...(problem === undefined ? {} : { problem }),
    },
    ...(row.webhook === null ? {} : { webhook: await describeWebhook(ctx, row, row.webhook) }),
    push: {
      publicKey: (await loadPushKeys(ctx)).publicKey,
      devices: devices.rows.map((device) => ({
        ...device,
        createdAt: device.createdAt.toISOString(),
      })),
    },
  };
}

/** Changes what a person is told and how, on record. */
export async function changeSettings(
  { ctx, person, address }: PersonRequest,
  { choices, isDigest, language }: z.output<typeof SettingsChange>,
): Promise<void> {
  await transaction(ctx.db.$client, async (client) => {
    await client.query(
      `insert into notification_choices (user_id, kind, channel, is_on)
       select $1, c.kind, c.channel, c.is_on
       from jsonb_to_recordset($2::jsonb) c (kind text, channel text, is_on boolean)
       on conflict (user_id, kind, channel) do update set is_on = excluded.is_on`,
      [
        person.userId,
        JSON.stringify(
          [
            ...new Map(
              choices.map((choice) => [`${choice.kind} ${choice.channel}`, choice]),
            ).values(),
          ].map((choice) => ({ ...choice, is_on: choice.isOn })),
        ),
      ],
    );
    await client.query(
      `insert into notification_channels as c (user_id, is_digest, language)
       values ($1, coalesce($2, false), coalesce($3, 'en'))
       on conflict (user_id) do update set is_digest = coalesce($2, c.is_digest),
         language = coalesce($3, c.language)`,
      [person.userId, isDigest ?? null, language ?? null],
    );
    const act = { principal: person, address, action: "notifications.update", object: person.name };
    await recordAudit(ctx, { ...act, after: { choices, isDigest, language } }, client);
  });
}

/** The kinds this person can be told of. */
function listKinds(principal: Principal): Kind[] {
  return KIND_NAMES.filter((kind) => {
    const { scope } = KINDS[kind];
    return scope === undefined || hasScope(principal, scope);
  });
}

type Choices = ReadonlyMap<string, boolean>;

async function loadChoices({ db }: Context, userId: string): Promise<Choices> {
  const { rows } = await db.$client.query<{ kind: string; channel: string; isOn: boolean }>(
    `select kind, channel, is_on as "isOn" from notification_choices where user_id = $1`,
    [userId],
  );
  return new Map(rows.map(({ kind, channel, isOn: chosen }) => [`${kind} ${channel}`, chosen]));
}

function readChoices(kind: Kind, chosen: Choices): Record<Channel, boolean> {
  const { defaults } = KINDS[kind];
  const read = (channel: Channel) => chosen.get(`${kind} ${channel}`) ?? defaults.includes(channel);
  return {
    inbox: read("inbox"),
    email: read("email"),
    push: read("push"),
    webhook: read("webhook"),
  };
}

async function findRow({ db }: Context, userId: string): Promise<SettingsRow> {
  const { rows } = await db.$client.query<SettingsRow>(
    `select u.email, h.language, h.is_digest as "isDigest", h.webhook,
       h.webhook_format as "webhookFormat", h.webhook_ended_at as "webhookEndedAt",
       (select d.error from notification_deliveries d
        where d.user_id = u.id and d.channel = 'webhook'
        order by d.created_at desc, d.id desc limit 1)
       as "webhookError"
     from users u left join notification_channels h on h.user_id = u.id where u.id = $1`,
    [userId],
  );
  const [row] = rows;
  if (row === undefined) throw new AppError("NOT_FOUND", "The account is gone");
  return row;
}

async function describeWebhook(ctx: Context, row: SettingsRow, sealed: string) {
  const { url, format } = await openWebhook(ctx, sealed, row.webhookFormat);
  return {
    host: new URL(url).host,
    format,
    ...(row.webhookEndedAt === null ? {} : { endedAt: row.webhookEndedAt.toISOString() }),
    ...(row.webhookError === null ? {} : { error: row.webhookError }),
  };
}
