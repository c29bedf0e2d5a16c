import { AppError, toErrorBody, type Context, type HttpEnv } from "@minato/kit";
import { Hono } from "hono";

import { identityHttp } from "../src/http.ts";

/** The routes of identity as the server mounts them, for requests from one address. */
export function createIdentityApp(ctx: Context, address: string): Hono<HttpEnv> {
  const app = new Hono<HttpEnv>().basePath(ctx.env.basePath);
  app.onError((error, c) => {
    if (!(error instanceof AppError)) throw error;
    if (error.retryAfterSeconds !== undefined) {
      c.header("retry-after", String(error.retryAfterSeconds));
    }
    return c.json(toErrorBody(error), error.status);
  });
  app.use(async (c, next) => {
    c.set("request", { ctx, principal: undefined, address, headers: c.req.raw.headers });
    await next();
  });
  identityHttp(app);
  return app;
}
