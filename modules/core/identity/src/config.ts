import { defineSettings } from "@minato/kit";
import { z } from "zod";

/** How people come to an account of their own. */
export const REGISTRATIONS = ["closed", "invitation", "open"] as const;

/** Accounts and ways to sign in. */
export const identitySettings = defineSettings(
  "identity",
  z
    .object({
      registration: z
        .enum(REGISTRATIONS)
        .default("closed")
        .describe(
          "closed: administrators make accounts; invitation: who was invited makes one; open: anyone does",
        ),
      membersMayInvite: z
        .boolean()
        .default(false)
        .describe("Lets members invite others; administrators always may"),
      invitationsPerMember: z
        .int()
        .min(1)
        .max(1000)
        .default(5)
        .describe("How many people a member may invite at most"),
      verifiesEmail: z
        .boolean()
        .default(true)
        .describe(
          "Lets people who registered in only when they have confirmed their address; without a mail server it is not asked for",
        ),
      oidcIssuer: z
        .string()
        .max(500)
        .refine((text) => text === "" || isHttp(text), "must be an http or https URL")
        .default("")
        .describe(
          "OpenID Connect: address of the provider, the part before /.well-known; empty: not offered. The callback to register there is /api/auth/callback/oidc below the address of this server",
        ),
      oidcName: z
        .string()
        .trim()
        .min(1)
        .max(40)
        .default("OpenID Connect")
        .describe("OpenID Connect: name on the button"),
      oidcClientId: z.string().max(300).default("").describe("OpenID Connect: client id"),
      oidcClientSecret: z
        .string()
        .max(500)
        .default("")
        .describe("OpenID Connect: client secret")
        .meta({ secret: true }),
      oidcCreatesAccounts: z
        .boolean()
        .default(false)
        .describe("OpenID Connect: makes an account for whoever the provider lets in"),
    })
    .refine(({ oidcIssuer, oidcClientId }) => oidcIssuer === "" || oidcClientId !== "", {
      path: ["oidcClientId"],
      message: "is needed with a provider",
    }),
);

function isHttp(text: string): boolean {
  return URL.canParse(text) && ["http:", "https:"].includes(new URL(text).protocol);
}
