import { requireScope, type HttpEnv } from "@minato/kit";
import type { Hono } from "hono";

import { checkHealth } from "./check-health.ts";

/** Health for anyone, and metrics in Prometheus' text format for keys with the scope. */
export function systemHttp(app: Hono<HttpEnv>): void {
  app.get("/api/v1/health", async (c) => {
    const health = await checkHealth(c.var.request.ctx);
    return health.status === "ok" ? c.json(health) : c.json(health, 503, { "retry-after": "5" });
  });
  app.get("/metrics", requireScope("metrics"), async (c) => {
    const { metrics } = c.var.request.ctx;
    return c.body(await metrics.metrics(), 200, { "content-type": metrics.contentType });
  });
}
