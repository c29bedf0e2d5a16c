import { z } from "zod";

const name = z.string().max(100);
/** Below the address of the server, with what opens the page. */
const path = z.string().startsWith("/").max(2000);

/** Every kind of message with what it is made of. */
export const MESSAGES = {
  "verify-email": z.object({ name, path }),
  "reset-password": z.object({ name, path }),
  "confirm-email-change": z.object({ name, newEmail: z.string().max(254), path }),
  "verify-new-email": z.object({ name, path }),
  "account-exists": z.object({ name, path }),
  "password-changed": z.object({ name, path }),
  "account-made": z.object({ name, inviter: z.string().max(254), path }),
  invitation: z.object({ inviter: name, path }),
  /** In the words of the module `notifications`, which knows the language of its reader. */
  notification: z.object({
    subject: z.string().max(500),
    /** Paragraphs, a line each. */
    text: z.string().max(20_000),
    open: z.string().max(100),
    footer: z.string().max(500),
    path,
  }),
  test: z.object({}),
} as const;

/** What a message is about. */
export type MailKind = keyof typeof MESSAGES;

/** What a kind of message is made of. */
export type MailVariables<Kind extends MailKind> = z.output<(typeof MESSAGES)[Kind]>;

/** True for a kind of message there is. */
export function isMailKind(text: string): text is MailKind {
  return Object.hasOwn(MESSAGES, text);
}
