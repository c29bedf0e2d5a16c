import type { Context } from "@minato/kit";
import { findSiteAddress, siteSettings } from "@minato/settings/site";
import { createTransport } from "nodemailer";

import { mailSettings } from "./config.ts";
import type { MailSite, RenderedMessage } from "./render-message.ts";

const CONNECTION_TIMEOUT = 15_000;
const SOCKET_TIMEOUT = 60_000;

type MailContext = Pick<Context, "config" | "env">;

/** Why no mail is sent. */
export type MailProblem = "no server" | "no address";

/** Why no mail is sent, undefined when it is. */
export function findMailProblem(ctx: MailContext): MailProblem | undefined {
  if (ctx.config(mailSettings).host === "") return "no server";
  // A link to wherever the request came to could lead to whoever sent it.
  return findSiteAddress(ctx) === undefined ? "no address" : undefined;
}

/** What messages call this server, undefined while its address is not known. */
export function findMailSite(ctx: MailContext): MailSite | undefined {
  const address = findSiteAddress(ctx);
  return address === undefined ? undefined : { name: ctx.config(siteSettings).name, address };
}

/** The mail server did not take a message. */
export class MailError extends Error {
  override readonly name = "MailError";
  /** True when trying again is of no use: the server said no for good. */
  readonly isFinal: boolean;

  constructor(message: string, isFinal: boolean, cause: unknown) {
    super(message, { cause });
    this.isFinal = isFinal;
  }
}

/**
 * Hands a message to the mail server of the settings.
 * @throws {MailError} with what the server said
 */
export async function sendMail(
  ctx: MailContext,
  recipient: string,
  message: RenderedMessage,
  site: MailSite,
): Promise<void> {
  const { host, port, encryption, verifiesCertificate, user, password, from } =
    ctx.config(mailSettings);
  const transport = createTransport({
    host,
    port,
    secure: encryption === "tls",
    requireTLS: encryption === "starttls",
    ignoreTLS: encryption === "none",
    tls: { rejectUnauthorized: verifiesCertificate },
    ...(user === "" ? {} : { auth: { user, pass: password } }),
    connectionTimeout: CONNECTION_TIMEOUT,
    greetingTimeout: CONNECTION_TIMEOUT,
    socketTimeout: SOCKET_TIMEOUT,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  try {
    await transport.sendMail({
      ...message,
      from: { name: site.name, address: from },
      to: { name: "", address: recipient },
      headers: { "Auto-Submitted": "auto-generated" },
    });
  } catch (error) {
    throw toMailError(error);
  } finally {
    transport.close();
  }
}

function toMailError(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const status = "responseCode" in error ? Number(error.responseCode) : 0;
  // A wrong password is answered with 535, but the administrator may correct it.
  const isFinal = status >= 500 && !("code" in error && error.code === "EAUTH");
  return new MailError(error.message.slice(0, 500), isFinal, error);
}
