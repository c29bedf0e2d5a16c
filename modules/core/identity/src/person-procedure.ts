import {
  AppError,
  hasScope,
  signedInProcedure,
  toOrpcError,
  type Principal,
  type RequestContext,
} from "@minato/kit";

import "./context.ts";
import { identitySettings } from "./config.ts";

/** A person who is signed in, with a session or with tokens. */
export interface Person extends Principal {
  readonly kind: "user";
  readonly userId: string;
}

/** A person with what it takes to act for them. */
export interface PersonRequest extends Pick<RequestContext, "ctx" | "address"> {
  readonly person: Person;
}

/** A procedure about one's own account: for people, not for keys. */
export const personProcedure = signedInProcedure.use(({ context, next }) => {
  const { principal } = context;
  if (isPerson(principal)) return next({ context: { person: principal } });
  throw toOrpcError(
    new AppError("FORBIDDEN", "This is for people who are signed in, not for keys"),
  );
});

/** A procedure for people who may invite others. */
export const inviterProcedure = personProcedure.use(({ context, next }) => {
  const mayInvite =
    hasScope(context.person, "admin") || context.ctx.config(identitySettings).membersMayInvite;
  if (mayInvite) return next();
  throw toOrpcError(new AppError("FORBIDDEN", "Only administrators invite people here"));
});

function isPerson(principal: Principal): principal is Person {
  return principal.kind === "user" && principal.userId !== undefined;
}
