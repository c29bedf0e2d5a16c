import type { Context } from "@minato/kit";
import { findMailProblem } from "@minato/mail/mail-server";
import { siteSettings } from "@minato/settings/site";
import { z } from "zod";

import { findOidc, findPasskeyDomain } from "./auth-config.ts";
import { identitySettings, REGISTRATIONS } from "./config.ts";

/** What the pages for strangers need to know. */
export const SignInOptions = z.object({
  site: z.string().describe("How this server calls itself"),
  registration: z.enum(REGISTRATIONS),
  passkeyDomain: z.string().describe("Passkeys work on pages of this domain"),
  oidcName: z.string().optional().describe("Name of the provider people may sign in with"),
  sendsMail: z.boolean().describe("False: links reach people through an administrator"),
});

/** Tells how one may sign in or register. */
export function describeSignIn(
  ctx: Pick<Context, "config" | "env">,
): z.output<typeof SignInOptions> {
  const { registration, oidcName } = ctx.config(identitySettings);
  return {
    site: ctx.config(siteSettings).name,
    registration,
    passkeyDomain: findPasskeyDomain(ctx),
    ...(findOidc(ctx) === undefined ? {} : { oidcName }),
    sendsMail: findMailProblem(ctx) === undefined,
  };
}
