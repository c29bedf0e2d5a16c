import { recordAudit } from "@minato/audit/record-audit";
import { AppError, type RequestContext } from "@minato/kit";

import { findMailProblem, findMailSite, MailError, sendMail } from "./mail-server.ts";
import { renderMessage } from "./render-message.ts";

/**
 * Sends a test message at once, so that the answer says what the mail server says.
 * @throws {AppError} CONFLICT without a server, BAD_REQUEST with its words
 */
export async function sendTestMail(context: RequestContext, recipient: string): Promise<void> {
  const { ctx, principal, address } = context;
  const site = findMailSite(ctx);
  const problem = findMailProblem(ctx);
  if (site === undefined || problem !== undefined) {
    throw new AppError(
      "CONFLICT",
      problem === "no server"
        ? "Set mail.host and mail.from first"
        : "Set PUBLIC_URL or site.address first: messages need the address of this server",
    );
  }
  try {
    await sendMail(ctx, recipient, renderMessage("test", {}, site), site);
  } catch (error) {
    if (!(error instanceof MailError)) throw error;
    throw new AppError("BAD_REQUEST", `The mail server says: ${error.message}`, { cause: error });
  }
  await recordAudit(ctx, { principal, address, action: "mail.test", object: recipient });
}
