import { ORPCError, os } from "@orpc/server";

import { AppError } from "./app-error.ts";
import type { Context } from "./context.ts";
import { hasScope, type Principal, type Scope } from "./permissions.ts";

/** What every procedure and route knows about its request. */
export interface RequestContext {
  readonly ctx: Context;
  readonly principal: Principal | undefined;
  /** Address of the caller as seen through trusted proxies. */
  readonly address: string;
  readonly headers: Headers;
}

const base = os.$context<RequestContext>().use(async ({ next }) => {
  try {
    return await next();
  } catch (error) {
    throw error instanceof AppError ? toOrpcError(error) : error;
  }
});

/** A procedure anyone may call; only for what the design lists as open. */
export const openProcedure = base.meta({ isOpen: true });

/** A procedure for any signed-in caller, whatever it may do. */
export const signedInProcedure = base.use(({ context, next }) => {
  if (context.principal === undefined) throw toOrpcError(unauthorized());
  return next({ context: { principal: context.principal } });
});

/** A procedure for callers that hold the scope. */
export function procedure(scope: Scope) {
  return signedInProcedure.meta({ scope }).use(({ context, next }) => {
    assertScope(context.principal, scope);
    return next();
  });
}

/** Throws unless the caller holds the scope. */
export function assertScope(
  principal: Principal | undefined,
  scope: Scope,
): asserts principal is Principal {
  if (principal === undefined) throw unauthorized();
  if (!hasScope(principal, scope)) {
    throw new AppError("FORBIDDEN", `This needs the permission "${scope}"`);
  }
}

/** Writes an expected failure as the error both oRPC handlers understand. */
export function toOrpcError(error: AppError): ORPCError<string, unknown> {
  return new ORPCError(error.code, {
    status: error.status,
    message: error.message,
    data: { errors: error.errors, retryAfterSeconds: error.retryAfterSeconds },
    cause: error,
  });
}

function unauthorized(): AppError {
  return new AppError("UNAUTHORIZED", "Sign in or send an API key");
}
