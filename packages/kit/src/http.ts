import type { Hono, MiddlewareHandler } from "hono";

import type { Scope } from "./permissions.ts";
import { assertScope, type RequestContext } from "./procedure.ts";

/** The variables every Hono route of the product finds in its context. */
export interface HttpEnv {
  Variables: { request: RequestContext };
}

/** Adds a module's routes whose bodies are not JSON to the server. */
export type HttpRoutes = (app: Hono<HttpEnv>) => void;

/** Middleware for routes of `http.ts`: answers 401 or 403 unless the caller holds the scope. */
export function requireScope(scope: Scope): MiddlewareHandler<HttpEnv> {
  return async (c, next) => {
    assertScope(c.var.request.principal, scope);
    await next();
  };
}
