import type { Context, HttpEnv, Principal, Scope } from "@minato/kit";
import { Hono } from "hono";

import { feedsModule } from "../src/module.ts";

/** Keys of the test server and what they may do. */
const KEYS: Readonly<Record<string, readonly Scope[]>> = {
  reader: ["feeds", "download"],
  searcher: ["search"],
  "two words": ["feeds"],
};

/** The caller that a key stands for. */
export function principalOf(key: string | null): Principal | undefined {
  const scopes = key === null ? undefined : KEYS[key];
  if (key === null || scopes === undefined) return undefined;
  return { kind: "key", name: key, userId: undefined, keyId: 1, scopes: new Set(scopes) };
}

/** The routes of the module behind the simplest authentication there is. */
export function createFeedApp(ctx: Context): Hono<HttpEnv> {
  const app = new Hono<HttpEnv>();
  app.use(async (c, next) => {
    const principal = principalOf(c.req.query("apikey") ?? c.req.header("x-api-key") ?? null);
    c.set("request", { ctx, principal, address: "192.0.2.7", headers: c.req.raw.headers });
    await next();
  });
  feedsModule.http(app);
  return app;
}
