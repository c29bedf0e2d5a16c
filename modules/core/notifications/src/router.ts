import { personProcedure } from "@minato/identity/person-procedure";
import { z } from "zod";

import { addSubscription, removeSubscription } from "./change-subscription.ts";
import { changeWebhook } from "./change-webhook.ts";
import {
  countUnread,
  listNotifications,
  NotificationsInput,
  NotificationsPage,
} from "./list-notifications.ts";
import { markRead, ReadInput } from "./mark-read.ts";
import {
  changeSettings,
  loadSettings,
  NotificationSettings,
  SettingsChange,
} from "./notification-settings.ts";
import { Subscription } from "./push-subscription.ts";
import { sendTest, TestInput, TestResult } from "./send-test.ts";
import { TEXT_LANGUAGES } from "./texts/catalogue.ts";
import { Webhook } from "./webhook.ts";

const tags = ["Notifications"];
const errors = { UNAUTHORIZED: {}, FORBIDDEN: {} };

export const notificationsRouter = {
  notifications: {
    list: personProcedure
      .route({
        method: "GET",
        path: "/me/notifications",
        summary: "What one was told, newest first",
        tags,
      })
      .input(NotificationsInput)
      .output(NotificationsPage)
      .errors({ ...errors, BAD_REQUEST: {} })
      .handler(({ context, input }) => listNotifications(context.ctx, context.person, input)),
    unread: personProcedure
      .route({
        method: "GET",
        path: "/me/notifications/unread",
        summary: "How many of one's notifications were not read",
        tags,
      })
      .input(z.object({}).optional())
      .output(z.object({ count: z.int() }))
      .errors(errors)
      .handler(async ({ context }) => ({ count: await countUnread(context.ctx, context.person) })),
    read: personProcedure
      .route({
        method: "POST",
        path: "/me/notifications/read",
        summary: "Mark notifications as read, or all of them",
        tags,
      })
      .input(ReadInput)
      .output(z.object({ count: z.int().describe("That are still unread") }))
      .errors({ ...errors, BAD_REQUEST: {} })
      .handler(async ({ context, input }) => {
        await markRead(context.ctx, context.person, input);
        return { count: await countUnread(context.ctx, context.person) };
      }),
    settings: {
      get: personProcedure
        .route({
          method: "GET",
          path: "/me/notifications/settings",
          summary: "What one is told, and how",
          tags,
        })
        .input(z.object({ language: z.enum(TEXT_LANGUAGES).optional() }).optional())
        .output(NotificationSettings)
        .errors(errors)
        .handler(({ context, input }) => loadSettings(context, input?.language)),
      update: personProcedure
        .route({
          method: "PATCH",
          path: "/me/notifications/settings",
          summary: "Change what one is told, and how",
          tags,
          successStatus: 204,
        })
        .input(SettingsChange)
        .output(z.void())
        .errors({ ...errors, BAD_REQUEST: {} })
        .handler(({ context, input }) => changeSettings(context, input)),
    },
    webhook: {
      set: personProcedure
        .route({
          method: "PUT",
          path: "/me/notifications/webhook",
          summary: "Have one's notifications posted to an address",
          tags,
          successStatus: 204,
        })
        .input(Webhook)
        .output(z.void())
        .errors({ ...errors, BAD_REQUEST: {} })
        .handler(({ context, input }) => changeWebhook(context, input)),
      remove: personProcedure
        .route({
          method: "DELETE",
          path: "/me/notifications/webhook",
          summary: "Have them posted no more",
          tags,
          successStatus: 204,
        })
        .input(z.object({}).optional())
        .output(z.void())
        .errors(errors)
        .handler(({ context }) => changeWebhook(context, undefined)),
    },
    push: {
      subscribe: personProcedure
        .route({
          method: "POST",
          path: "/me/notifications/devices",
          summary: "Have a browser told (web push)",
          tags,
        })
        .input(Subscription)
        .output(z.object({ id: z.int(), device: z.string() }))
        .errors({ ...errors, BAD_REQUEST: {} })
        .handler(({ context, input }) =>
          addSubscription(context, input, context.headers.get("user-agent")),
        ),
      unsubscribe: personProcedure
        .route({
          method: "DELETE",
          path: "/me/notifications/devices/{id}",
          summary: "Have a browser told no more",
          tags,
          successStatus: 204,
        })
        .input(z.object({ id: z.coerce.number().int().min(1).max(2_147_483_647) }))
        .output(z.void())
        .errors({ ...errors, NOT_FOUND: {} })
        .handler(({ context, input }) => removeSubscription(context, input.id)),
    },
    test: personProcedure
      .route({
        method: "POST",
        path: "/me/notifications/test",
        summary: "Send oneself a test and tell what came of it",
        tags,
      })
      .input(TestInput)
      .output(TestResult)
      .errors({ ...errors, BAD_REQUEST: {}, CONFLICT: {}, TOO_MANY_REQUESTS: {} })
      .handler(({ context, input }) => sendTest(context, input)),
  },
};
