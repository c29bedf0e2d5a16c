import { feedsModule } from "@minato/feeds";
import { authenticate } from "@minato/identity/authenticate";
import type { Context, HttpEnv } from "@minato/kit";
import { Hono } from "hono";

/** The feeds behind the keys that the database knows. */
export function createFeedsApp(ctx: Context): Hono<HttpEnv> {
  const app = new Hono<HttpEnv>();
  app.use(async (c, next) => {
    const { headers } = c.req.raw;
    const url = new URL(c.req.url);
    const principal = await authenticate(ctx, {
      headers,
      url,
      allowQueryKey: true,
      address: "192.0.2.1",
    });
    c.set("request", { ctx, principal, address: "192.0.2.7", headers });
    await next();
  });
  feedsModule.http(app);
  return app;
}
