import { defineSettings } from "@minato/kit";
import { z } from "zod";

const ADDRESS = z.email();

/** How connections to the mail server are protected. */
export const ENCRYPTIONS = ["starttls", "tls", "none"] as const;

/** The mail server; without one, administrators see the links of messages on screen. */
export const mailSettings = defineSettings(
  "mail",
  z
    .object({
      host: z
        .string()
        .trim()
        .max(255)
        .default("")
        .describe("Name of the mail server (SMTP); empty: no mail is sent"),
      port: z
        .int()
        .min(1)
        .max(65535)
        .default(587)
        .describe("Its port: usually 587, or 465 for TLS"),
      encryption: z
        .enum(ENCRYPTIONS)
        .default("starttls")
        .describe("starttls (port 587), tls from the first byte (port 465), or none"),
      verifiesCertificate: z
        .boolean()
        .default(true)
        .describe("Refuses a server whose certificate is not valid; off only for one of your own"),
      user: z.string().max(255).default("").describe("Name to sign in with; empty: without"),
      password: z
        .string()
        .max(500)
        .default("")
        .describe("Password to sign in with")
        .meta({ secret: true }),
      from: z
        .string()
        .trim()
        .max(255)
        .refine(
          (text) => text === "" || ADDRESS.safeParse(text).success,
          "must be an e-mail address",
        )
        .default("")
        .describe("Address that messages come from"),
    })
    .refine(({ host, from }) => host === "" || from !== "", {
      path: ["from"],
      message: "is needed with a mail server",
    }),
);
