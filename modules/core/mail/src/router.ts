import { procedure } from "@minato/kit";
import { z } from "zod";

import { listPendingMail, PendingMail } from "./list-pending-mail.ts";
import { findMailProblem } from "./mail-server.ts";
import { sendPendingMail } from "./send-pending-mail.ts";
import { sendTestMail } from "./send-test-mail.ts";

const tags = ["Administration"];

export const mailRouter = {
  admin: {
    mail: {
      pending: procedure("admin")
        .route({
          method: "GET",
          path: "/admin/mail/pending",
          summary: "Messages that were not sent, with the links people wait for",
          tags,
        })
        .input(z.object({}).optional())
        .output(
          z.object({
            problem: z
              .enum(["no server", "no address"])
              .optional()
              .describe("Why no mail is sent; absent when it is"),
            items: z.array(PendingMail),
          }),
        )
        .errors({ UNAUTHORIZED: {}, FORBIDDEN: {} })
        .handler(async ({ context: { ctx } }) => ({
          problem: findMailProblem(ctx),
          items: await listPendingMail(ctx),
        })),
      send: procedure("admin")
        .route({
          method: "POST",
          path: "/admin/mail/pending/send",
          summary: "Try all messages that wait again",
          tags,
        })
        .input(z.object({}).optional())
        .output(z.object({ queued: z.int() }))
        .errors({ UNAUTHORIZED: {}, FORBIDDEN: {}, CONFLICT: {} })
        .handler(async ({ context }) => ({ queued: await sendPendingMail(context.ctx) })),
      test: procedure("admin")
        .route({
          method: "POST",
          path: "/admin/mail/test",
          summary: "Send a test message and tell what the mail server says",
          tags,
        })
        .input(z.object({ recipient: z.email().max(254) }))
        .output(z.object({ recipient: z.string() }))
        .errors({ BAD_REQUEST: {}, UNAUTHORIZED: {}, FORBIDDEN: {}, CONFLICT: {} })
        .handler(async ({ context, input }) => {
          await sendTestMail(context, input.recipient);
          return input;
        }),
    },
  },
};
