import { defineSettings, type Context } from "@minato/kit";
import { z } from "zod";

/** What people see this server as. */
export const siteSettings = defineSettings(
  "site",
  z.object({
    name: z
      .string()
      .trim()
      .min(1)
      .max(60)
      .default("Minato")
      .describe("How this server calls itself in messages and authenticator apps"),
    address: z
      .string()
      .max(300)
      .refine(
        (text) => text === "" || isSiteAddress(text),
        "must be an http or https address without path, such as https://index.example.org",
      )
      .default("")
      .describe(
        "Where people reach this server, for links in messages and sign-in elsewhere; PUBLIC_URL comes before it",
      ),
  }),
);

/** Where people reach this server, without a trailing slash; undefined when nobody said. */
export function findSiteAddress(ctx: Pick<Context, "env" | "config">): string | undefined {
  if (ctx.env.publicUrl !== undefined) return ctx.env.publicUrl;
  const { address } = ctx.config(siteSettings);
  return address === "" ? undefined : address.replace(/\/+$/, "");
}

function isSiteAddress(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, pathname, search, hash, username, password } = new URL(text);
  const isHttp = protocol === "http:" || protocol === "https:";
  return isHttp && pathname === "/" && `${search}${hash}${username}${password}` === "";
}
