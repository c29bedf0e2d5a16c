import type { Context } from "@minato/kit";
import { queueMail } from "@minato/mail/queue-mail";

/** How long links in messages work. */
export const RESET_SECONDS = 30 * 60;
export const VERIFY_SECONDS = 24 * 60 * 60;

interface Recipient {
  name: string;
  email: string;
}

/** Page that confirms an address. */
export function verifyPath(token: string): string {
  return `/verify-email?token=${encodeURIComponent(token)}`;
}

/** The messages better-auth wants sent. Each is queued; better-auth does not wait for the server. */
export function createAuthMail(ctx: Context) {
  const endsIn = (seconds: number) => new Date(ctx.now().getTime() + seconds * 1000);
  return {
    async sendResetPassword({ user, token }: { user: Recipient; token: string }) {
      const path = `/reset-password?token=${encodeURIComponent(token)}`;
      await queueMail(ctx, {
        kind: "reset-password",
        recipient: user.email,
        variables: { name: user.name, path },
        expiresAt: endsIn(RESET_SECONDS),
      });
    },
    async sendVerificationEmail({ user, token }: { user: Recipient; token: string }) {
      await queueMail(ctx, {
        kind: changesEmail(token) ? "verify-new-email" : "verify-email",
        recipient: user.email,
        variables: { name: user.name, path: verifyPath(token) },
        expiresAt: endsIn(VERIFY_SECONDS),
      });
    },
    async sendChangeEmailConfirmation(change: {
      user: Recipient;
      newEmail: string;
      token: string;
    }) {
      const { user, newEmail, token } = change;
      await queueMail(ctx, {
        kind: "confirm-email-change",
        recipient: user.email,
        variables: { name: user.name, newEmail, path: verifyPath(token) },
        expiresAt: endsIn(VERIFY_SECONDS),
      });
    },
  };
}

/** The token was made a moment ago by better-auth: its payload says which message is meant. */
function changesEmail(token: string): boolean {
  const [, payload = ""] = token.split(".");
  const claims: unknown = JSON.parse(Buffer.from(payload, "base64url").toString());
  return typeof claims === "object" && claims !== null && "updateTo" in claims;
}
